/** Tests of keys and certificates in PEM form. */
@NullMarked
package org.sluicemta.tls;

import org.jspecify.annotations.NullMarked;
