/** Tests of the parts of status notices. */
@NullMarked
package org.sluicemta.delivery.outcome;

import org.jspecify.annotations.NullMarked;
