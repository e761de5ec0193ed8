/**
 * Client authentication: the server side of SASL (RFC 4422) over SMTP (RFC 4954). Start with {@link
 * org.sluicemta.smtp.auth.Mechanisms}, which lists the mechanisms a session may use, and {@link
 * org.sluicemta.smtp.auth.Authenticator}, which starts one. SCRAM is RFC 5802 and RFC 7677, with channel binding by RFC
 * 5929 and RFC 9266; PLAIN is RFC 4616, EXTERNAL RFC 4422 and OAUTHBEARER RFC 7628.
 */
@NullMarked
package org.sluicemta.smtp.auth;

import org.jspecify.annotations.NullMarked;
