/** Tests of what the front door holds its clients to. */
@NullMarked
package org.sluicemta.smtp.policy;

import org.jspecify.annotations.NullMarked;
