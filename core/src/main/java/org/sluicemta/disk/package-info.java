/**
 * Files and directories that only the server's own user may open, whatever the umask: {@link
 * org.sluicemta.disk.OwnerOnly} makes them, {@link org.sluicemta.disk.OwnerOnlyFile} writes small ones so that a crash
 * leaves no half of one. Start with {@code OwnerOnly}.
 */
@NullMarked
package org.sluicemta.disk;

import org.jspecify.annotations.NullMarked;
