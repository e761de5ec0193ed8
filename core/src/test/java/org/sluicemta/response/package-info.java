/** Tests of the meaning of answers. */
@NullMarked
package org.sluicemta.response;

import org.jspecify.annotations.NullMarked;
