/** Tests of keys and certificates in PEM form. */
@NullMarked
package org.sluicemta.keys.tls;

import org.jspecify.annotations.NullMarked;
