/** The queue engine with a real embedded broker, and fakes for everything around it. Start with {@link Road}. */
@NullMarked
package org.sluicemta.delivery;

import org.jspecify.annotations.NullMarked;
