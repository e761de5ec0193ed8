/**
 * Camel: the split and every route that an operator writes. Start with {@link org.sluicemta.routes.engine.RouteEngine},
 * which runs the files of {@code conf/routes}, and {@link org.sluicemta.routes.split.RoutedHandOff}, by which mail
 * enters them. Nothing outside this module uses a Camel type.
 */
@NullMarked
package org.sluicemta.routes;

import org.jspecify.annotations.NullMarked;
