/**
 * Finds the words of an SMTP answer in a line of text: addresses, reply codes, enhanced status codes.
 *
 * <p>All finders are single passes over the text without regular expressions, because the text comes from strangers.
 * Covers RFC 5321 section 4.2 (reply codes), RFC 3463 (enhanced status codes) and addresses as RFC 5321, RFC 5322 and
 * RFC 6531 write them.
 */
@NullMarked
package org.sluicemta.bounce.reply;

import org.jspecify.annotations.NullMarked;
