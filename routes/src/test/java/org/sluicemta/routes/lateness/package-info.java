/** What counts as late. */
@NullMarked
package org.sluicemta.routes.lateness;

import org.jspecify.annotations.NullMarked;
