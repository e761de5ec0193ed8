/**
 * Who the client is: the server's side of the SASL mechanisms (RFC 4422) as SMTP carries them (RFC 4954). Start with
 * {@link org.sluicemta.smtp.auth.Mechanisms}, which says what a session may use right now, and
 * {@link org.sluicemta.smtp.auth.Authenticator}, which begins it. SCRAM is RFC 5802
 * and RFC 7677, with channel binding by RFC 5929 and RFC 9266; PLAIN is RFC 4616, EXTERNAL
 * RFC 4422 and OAUTHBEARER RFC 7628.
 */
@NullMarked
package org.sluicemta.smtp.auth;

import org.jspecify.annotations.NullMarked;
