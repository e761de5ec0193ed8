/**
 * Who may send as whom and to whom: {@link org.sluicemta.smtp.policy.SenderPolicy} at MAIL and
 * {@link org.sluicemta.smtp.policy.RecipientPolicy} at RCPT. Nothing here looks anything up outside memory.
 */
@NullMarked
package org.sluicemta.smtp.policy;

import org.jspecify.annotations.NullMarked;
