/**
 * Both ends of an SMTP talk, made for watching and for misbehaving. {@link org.sluicemta.testing.smtp.SmtpSink} is a
 * server that records what it receives and, by a {@link org.sluicemta.testing.smtp.SinkScript}, fails in every way a
 * remote site fails; {@link org.sluicemta.testing.smtp.SmtpClient} sends exact bytes and reads replies; {@link
 * org.sluicemta.testing.smtp.TranscriptRunner} plays a written talk against a port. Covers RFC 5321 with RFC 2920
 * (pipelining), 1870 (size), 3030 (chunking), 3207 (STARTTLS), 3461 (DSN parameters), 4954 (AUTH PLAIN and LOGIN) and
 * 6531 (SMTPUTF8).
 */
@NullMarked
package org.sluicemta.testing.smtp;

import org.jspecify.annotations.NullMarked;
