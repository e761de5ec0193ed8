/** Tests of the beans. */
@NullMarked
package org.sluicemta.console.jmx;

import org.jspecify.annotations.NullMarked;
