/** The protocol machine over a channel in memory. */
@NullMarked
package org.sluicemta.smtp.listener;

import org.jspecify.annotations.NullMarked;
