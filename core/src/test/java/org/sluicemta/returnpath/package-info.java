/** Tokens under attack, age and rotation. */
@NullMarked
package org.sluicemta.returnpath;

import org.jspecify.annotations.NullMarked;
