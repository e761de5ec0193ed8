/**
 * What a mail is made of before and after the chain: ids, addresses, content, delivery status requests. Start with
 * {@link org.sluicemta.mail.MessageId} and {@link org.sluicemta.mail.MessageContent}. RFC 5321, RFC 3461.
 *
 * <p>{@link org.sluicemta.mail.DomainName} compares domain names. The JDK can't handle non-ASCII ones, so {@link
 * org.sluicemta.mail.IdnConversion} is a port whose implementation is loaded as a service.
 */
@NullMarked
package org.sluicemta.mail;

import org.jspecify.annotations.NullMarked;
