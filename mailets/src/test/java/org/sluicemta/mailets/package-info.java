/** Mailets run on James's own mails, one by one and as the stock chain. */
@NullMarked
package org.sluicemta.mailets;

import org.jspecify.annotations.NullMarked;
