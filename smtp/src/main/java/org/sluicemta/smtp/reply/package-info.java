/** Replies to clients. Start with {@link org.sluicemta.smtp.reply.Reply}. RFC 5321 section 4.2, RFC 2034. */
@NullMarked
package org.sluicemta.smtp.reply;

import org.jspecify.annotations.NullMarked;
