/** Tests of what commands are made of. */
@NullMarked
package org.sluicemta.smtp.command;

import org.jspecify.annotations.NullMarked;
