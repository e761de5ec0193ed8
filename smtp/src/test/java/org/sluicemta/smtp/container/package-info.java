/** Tests of what the chain and the intake ask of James's libraries. */
@NullMarked
package org.sluicemta.smtp.container;

import org.jspecify.annotations.NullMarked;
