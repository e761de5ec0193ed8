/**
 * The server put together: one Guice module per domain, the order of start and stop, and {@code main}. Start with
 * {@link org.sluicemta.assembly.Main}, then {@link org.sluicemta.assembly.SluiceServer}.
 */
@NullMarked
package org.sluicemta.assembly;

import org.jspecify.annotations.NullMarked;
