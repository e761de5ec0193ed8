/**
 * Load, durability and comparison runs that are not part of the build: each is a {@code main} or a script beside this
 * source, prints figures, and asserts nothing about time.
 */
@NullMarked
package org.sluicemta.bench;

import org.jspecify.annotations.NullMarked;
