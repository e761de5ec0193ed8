/**
 * Messages to send, reports to send back, and a mailbox to receive in. {@link org.sluicemta.testing.mail.MessageBuilder}
 * makes RFC 5322 messages byte by byte, awkward ones included; {@link org.sluicemta.testing.mail.BounceReport} (RFC
 * 3464) and {@link org.sluicemta.testing.mail.ComplaintReport} (RFC 5965) answer a message the sink received as a
 * remote site would; {@link org.sluicemta.testing.mail.Mailbox} is GreenMail, a mail server with IMAP.
 */
@NullMarked
package org.sluicemta.testing.mail;

import org.jspecify.annotations.NullMarked;
