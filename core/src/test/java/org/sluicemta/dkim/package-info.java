/** Signatures held against verifiers that we did not write. */
@NullMarked
package org.sluicemta.dkim;

import org.jspecify.annotations.NullMarked;
