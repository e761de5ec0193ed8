/**
 * Log lines that can be believed: nothing that a stranger sends can begin a line of its own ({@link
 * org.sluicemta.assembly.log.EscapedText}), and what he can repeat does not fill the disk ({@link
 * org.sluicemta.assembly.log.RepeatFilter}). logback.xml puts both in place.
 */
@NullMarked
package org.sluicemta.assembly.log;

import org.jspecify.annotations.NullMarked;
