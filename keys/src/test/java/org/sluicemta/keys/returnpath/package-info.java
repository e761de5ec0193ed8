/** Tokens under attack, age and rotation. */
@NullMarked
package org.sluicemta.keys.returnpath;

import org.jspecify.annotations.NullMarked;
