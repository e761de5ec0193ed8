/**
 * What recipients tell us about mail they received. A signed token identifies the send ({@link
 * org.sluicemta.delivery.feedback.VerifiedSends}). {@link org.sluicemta.delivery.feedback.Unsubscriptions} records
 * those who want no more mail, however they said so. Start with {@code VerifiedSends}. RFC 2369, RFC 8058.
 */
@NullMarked
package org.sluicemta.delivery.feedback;

import org.jspecify.annotations.NullMarked;
