/**
 * What a route decides about accepted mail. Start with {@link org.sluicemta.routes.split.RoutedHandOff}: it takes what
 * a chain finished through the route that consumes {@code sluice:accepted}, notes in {@link
 * org.sluicemta.routes.split.Placements} where the route put it, and commits all of that at once.
 */
@NullMarked
package org.sluicemta.routes.split;

import org.jspecify.annotations.NullMarked;
