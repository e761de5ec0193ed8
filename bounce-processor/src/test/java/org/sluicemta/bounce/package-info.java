/** Tests of the bounce processor: golden cases on disk, corpora scores, hostile input. Start at {@code CasesTest}. */
@NullMarked
package org.sluicemta.bounce;

import org.jspecify.annotations.NullMarked;
