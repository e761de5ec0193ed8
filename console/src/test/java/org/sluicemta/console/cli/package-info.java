/** Tests of the command line. */
@NullMarked
package org.sluicemta.console.cli;

import org.jspecify.annotations.NullMarked;
