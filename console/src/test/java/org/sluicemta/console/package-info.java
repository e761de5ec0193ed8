/** Tests of the operators' surfaces. */
@NullMarked
package org.sluicemta.console;

import org.jspecify.annotations.NullMarked;
