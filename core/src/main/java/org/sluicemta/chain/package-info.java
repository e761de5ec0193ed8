/**
 * What {@code mailetcontainer.xml} says, typed. Start with {@link org.sluicemta.chain.ChainPlan}. Read by
 * {@code server-conf}; {@code smtp} makes the mailets and matchers it names.
 */
@NullMarked
package org.sluicemta.chain;

import org.jspecify.annotations.NullMarked;
