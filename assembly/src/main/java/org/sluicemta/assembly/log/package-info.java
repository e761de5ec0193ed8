/**
 * Trustworthy log lines: nothing that a stranger sends can begin a new line ({@link
 * org.sluicemta.assembly.log.EscapedText}), and what a stranger can repeat doesn't fill the disk ({@link
 * org.sluicemta.assembly.log.RepeatFilter}). logback.xml configures both.
 */
@NullMarked
package org.sluicemta.assembly.log;

import org.jspecify.annotations.NullMarked;
