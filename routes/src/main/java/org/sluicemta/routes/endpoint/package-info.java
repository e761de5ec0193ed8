/**
 * The {@code sluice:} endpoints for routes. Start with {@link org.sluicemta.routes.endpoint.SluiceComponent}, which
 * reads their options; {@link org.sluicemta.routes.endpoint.SluiceHeaders} lists what a route knows about a message.
 */
@NullMarked
package org.sluicemta.routes.endpoint;

import org.jspecify.annotations.NullMarked;
