/** Figures at {@code /metrics} that no other module exports. */
@NullMarked
package org.sluicemta.console.metrics;

import org.jspecify.annotations.NullMarked;
