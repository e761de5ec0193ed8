/** Tests of addresses and ranges. */
@NullMarked
package org.sluicemta.network;

import org.jspecify.annotations.NullMarked;
