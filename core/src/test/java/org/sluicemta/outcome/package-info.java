@NullMarked
package org.sluicemta.outcome;

import org.jspecify.annotations.NullMarked;
