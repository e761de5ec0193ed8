/**
 * A server in a separate process that is killed under load: which messages were answered 250, and did each of them
 * arrive? Start with {@link org.sluicemta.testing.crash.CrashRun}.
 */
@NullMarked
package org.sluicemta.testing.crash;

import org.jspecify.annotations.NullMarked;
