/** What schedulers do when something they hold is taken from them. */
@NullMarked
package org.sluicemta.routes.egress;

import org.jspecify.annotations.NullMarked;
