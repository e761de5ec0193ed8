/**
 * Who may send as whom, to whom and how much. A policy takes values, above all a {@link
 * org.sluicemta.smtp.policy.Client}, and returns a {@link org.sluicemta.smtp.policy.Refusal} or nothing. It doesn't
 * know the session. Start with {@link org.sluicemta.smtp.policy.MailPolicy} at MAIL and {@link
 * org.sluicemta.smtp.policy.RecipientPolicy} at RCPT. Only {@link org.sluicemta.smtp.policy.SuppressedRecipients} may
 * look anything up outside memory.
 */
@NullMarked
package org.sluicemta.smtp.policy;

import org.jspecify.annotations.NullMarked;
