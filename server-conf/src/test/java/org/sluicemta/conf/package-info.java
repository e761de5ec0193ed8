/** Tests of what an operator edits. */
@NullMarked
package org.sluicemta.conf;

import org.jspecify.annotations.NullMarked;
