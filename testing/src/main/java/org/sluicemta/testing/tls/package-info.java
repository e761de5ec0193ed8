/**
 * Certificates for tests, made on the spot. {@link org.sluicemta.testing.tls.TestCertificate} makes a self-signed
 * one for any set of host names, valid or expired, and gives it as an {@code SSLContext}, as PEM, or as the bytes a
 * TLSA record (RFC 6698) is made of.
 */
@NullMarked
package org.sluicemta.testing.tls;

import org.jspecify.annotations.NullMarked;
