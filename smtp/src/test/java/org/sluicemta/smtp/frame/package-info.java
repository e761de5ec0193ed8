/** Tests of the wire format, octet by octet. */
@NullMarked
package org.sluicemta.smtp.frame;

import org.jspecify.annotations.NullMarked;
