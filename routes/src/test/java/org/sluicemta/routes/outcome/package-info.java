/** Tests of the parts of status notices. */
@NullMarked
package org.sluicemta.routes.outcome;

import org.jspecify.annotations.NullMarked;
