/**
 * Files and directories that only the server's own user can open, whatever the umask. {@link
 * org.sluicemta.disk.OwnerOnly} creates them; {@link org.sluicemta.disk.OwnerOnlyFile} writes small ones atomically.
 * Start with {@code OwnerOnly}.
 */
@NullMarked
package org.sluicemta.disk;

import org.jspecify.annotations.NullMarked;
