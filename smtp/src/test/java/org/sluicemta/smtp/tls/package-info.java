/** Tests of what TLS is made of. */
@NullMarked
package org.sluicemta.smtp.tls;

import org.jspecify.annotations.NullMarked;
