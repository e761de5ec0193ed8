/**
 * Loads and runs the route files of {@code conf/routes}. Start with {@link org.sluicemta.routes.engine.RouteEngine};
 * {@link org.sluicemta.routes.engine.RouteFiles} reads the files and finds what is wrong with them.
 */
@NullMarked
package org.sluicemta.routes.engine;

import org.jspecify.annotations.NullMarked;
