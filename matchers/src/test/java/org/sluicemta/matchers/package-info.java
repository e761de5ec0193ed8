/** Matchers asked about James's own mails. */
@NullMarked
package org.sluicemta.matchers;

import org.jspecify.annotations.NullMarked;
