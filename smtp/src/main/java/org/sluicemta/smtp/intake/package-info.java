/**
 * From the last octet of a message to the reply. {@link org.sluicemta.smtp.intake.MailIntake} runs the chain on the
 * received envelope and commits what it staged. Only then can the reply be 250.
 */
@NullMarked
package org.sluicemta.smtp.intake;

import org.jspecify.annotations.NullMarked;
