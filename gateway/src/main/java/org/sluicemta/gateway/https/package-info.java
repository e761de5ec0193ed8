/**
 * HTTPS to hosts that somebody else's DNS names: policies are fetched with it, and reports posted. Start with {@link
 * org.sluicemta.gateway.https.HttpsClient}.
 */
@NullMarked
package org.sluicemta.gateway.https;

import org.jspecify.annotations.NullMarked;
