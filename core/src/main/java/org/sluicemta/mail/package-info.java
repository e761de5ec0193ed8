/**
 * What a mail is made of before and after the chain: ids, addresses, content, delivery status requests. Start with {@link org.sluicemta.mail.MessageId} and {@link org.sluicemta.mail.MessageContent}. RFC 5321, RFC 3461.
 */
@NullMarked
package org.sluicemta.mail;

import org.jspecify.annotations.NullMarked;
