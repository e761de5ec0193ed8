/** Tests of the operations. */
@NullMarked
package org.sluicemta.console.operation;

import org.jspecify.annotations.NullMarked;
