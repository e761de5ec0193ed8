/**
 * The public endpoint where recipients unsubscribe: a page that asks for confirmation, and the one-click POST of
 * RFC 8058. It has a listener of its own, apart from metrics and the API, because strangers reach it. Start with {@link
 * org.sluicemta.console.unsubscribe.UnsubscribeServer}.
 */
@NullMarked
package org.sluicemta.console.unsubscribe;

import org.jspecify.annotations.NullMarked;
