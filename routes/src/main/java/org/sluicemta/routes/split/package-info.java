/**
 * What a route decides about accepted mail. Start with {@link org.sluicemta.routes.split.RoutedHandOff}: it runs
 * finished mail through the route that consumes {@code sluice:accepted}, records in {@link
 * org.sluicemta.routes.split.Placements} where the route placed it, and commits all of that at once.
 */
@NullMarked
package org.sluicemta.routes.split;

import org.jspecify.annotations.NullMarked;
