/** The parts of a scheduler that decide by themselves, and what it does when something it holds is taken from it. */
@NullMarked
package org.sluicemta.delivery.site;

import org.jspecify.annotations.NullMarked;
