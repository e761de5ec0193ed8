/**
 * The SMTP commands. {@link org.sluicemta.smtp.command.CommandTable} finds the one of a line, and
 * {@link org.sluicemta.smtp.command.ContentEnd} follows when the content of a message is complete. Commands change the
 * session and answer with an action; they touch no socket and never block. RFC 5321, RFC 1870, RFC 2034, RFC 3030,
 * RFC 3207, RFC 3461, RFC 4954, RFC 6152, RFC 6531.
 */
@NullMarked
package org.sluicemta.smtp.command;

import org.jspecify.annotations.NullMarked;
