/** Routes as operators write them, over a hand-off that keeps what was placed. Start at {@link RoutesFixture}. */
@org.jspecify.annotations.NullMarked
package org.sluicemta.routes;
