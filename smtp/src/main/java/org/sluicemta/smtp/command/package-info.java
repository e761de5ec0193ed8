/**
 * The SMTP commands. {@link org.sluicemta.smtp.command.CommandTable} finds the command for a line; {@link
 * org.sluicemta.smtp.command.ContentEnd} takes over when a message's content is complete. Commands change the session
 * and return an action. They never touch a socket and never block. Start with {@code CommandTable}. RFC 5321, RFC 1870,
 * RFC 2034, RFC 3030, RFC 3207, RFC 3461, RFC 4954, RFC 6152, RFC 6531.
 */
@NullMarked
package org.sluicemta.smtp.command;

import org.jspecify.annotations.NullMarked;
