/**
 * What recipients tell us about mail they got. A signed token says which send they mean ({@link
 * org.sluicemta.delivery.feedback.VerifiedSends}); whoever wants no more is written down by {@link
 * org.sluicemta.delivery.feedback.Unsubscriptions}, however they said so. RFC 2369, RFC 8058.
 */
@NullMarked
package org.sluicemta.delivery.feedback;

import org.jspecify.annotations.NullMarked;
