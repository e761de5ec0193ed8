/** Tests of the front door, most of them over real sockets on loopback. */
@NullMarked
package org.sluicemta.smtp;

import org.jspecify.annotations.NullMarked;
