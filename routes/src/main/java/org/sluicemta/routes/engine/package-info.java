/**
 * The Camel context and what runs in it: {@link org.sluicemta.routes.engine.RouteEngine} starts the split and the operator's
 * own routes.
 */
@NullMarked
package org.sluicemta.routes.engine;

import org.jspecify.annotations.NullMarked;
