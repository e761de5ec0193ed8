/**
 * Who may send as whom, to whom and how much. A policy gets values, a {@link org.sluicemta.smtp.policy.Client} above all, and
 * answers with a {@link org.sluicemta.smtp.policy.Refusal} or nothing; it knows no session. Start with
 * {@link org.sluicemta.smtp.policy.MailPolicy} at MAIL and {@link org.sluicemta.smtp.policy.RecipientPolicy} at RCPT. Only
 * {@link org.sluicemta.smtp.policy.SuppressedRecipients} may look anything up outside memory.
 */
@NullMarked
package org.sluicemta.smtp.policy;

import org.jspecify.annotations.NullMarked;
