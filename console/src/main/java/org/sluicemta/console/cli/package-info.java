/**
 * The command line: {@code sluice <noun> <verb>}. Start with {@link org.sluicemta.console.cli.SluiceCommand}.
 */
@NullMarked
package org.sluicemta.console.cli;

import org.jspecify.annotations.NullMarked;
