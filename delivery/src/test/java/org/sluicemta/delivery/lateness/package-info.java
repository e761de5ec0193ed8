/** What counts as late. */
@NullMarked
package org.sluicemta.delivery.lateness;

import org.jspecify.annotations.NullMarked;
