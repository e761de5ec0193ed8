/** Signatures held against verifiers that we did not write. */
@NullMarked
package org.sluicemta.keys.dkim;

import org.jspecify.annotations.NullMarked;
