/**
 * From the last octet of a message to the answer: {@link org.sluicemta.smtp.intake.MailIntake} runs the chain on the
 * received envelope and commits what it staged. Nothing is answered 250 before that.
 */
@NullMarked
package org.sluicemta.smtp.intake;

import org.jspecify.annotations.NullMarked;
