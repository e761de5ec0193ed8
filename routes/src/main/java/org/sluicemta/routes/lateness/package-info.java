/**
 * How late mail is: whether anything that could go on stands still. Start with
 * {@link org.sluicemta.routes.lateness.Lateness}; it looks at each census of the queues and asks the broker nothing itself.
 */
@NullMarked
package org.sluicemta.routes.lateness;

import org.jspecify.annotations.NullMarked;
