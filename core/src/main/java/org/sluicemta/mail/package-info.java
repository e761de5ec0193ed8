/**
 * What a mail is made of before and after the chain: ids, addresses, content, delivery status requests. Start with {@link
 * org.sluicemta.mail.MessageId} and {@link org.sluicemta.mail.MessageContent}. RFC 5321, RFC 3461.
 *
 * <p>Names of domains are compared everywhere, so {@link org.sluicemta.mail.DomainName} is a word of this package. What it
 * cannot do with the JDK, names outside ASCII, is a port: {@link org.sluicemta.mail.IdnConversion}, found as a service.
 */
@NullMarked
package org.sluicemta.mail;

import org.jspecify.annotations.NullMarked;
