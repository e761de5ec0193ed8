package org.sluicemta.smtp.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.DsnReturn;

/**
 * The parameters of MAIL FROM.
 *
 * @param size RFC 1870 SIZE, or 0
 * @param eightBit RFC 6152 BODY=8BITMIME
 * @param smtpUtf8 RFC 6531 SMTPUTF8
 * @param dsnReturn RFC 3461 RET, or null
 * @param envelopeId RFC 3461 ENVID as given, or null
 * @param requireTls RFC 8689 REQUIRETLS
 * @param priority RFC 6710 MT-PRIORITY, -9 to 9
 * @param releaseAt RFC 4865 HOLDFOR or HOLDUNTIL: earliest delivery, or null
 */
public record MailParameters(
        long size,
        boolean eightBit,
        boolean smtpUtf8,
        @Nullable DsnReturn dsnReturn,
        @Nullable String envelopeId,
        boolean requireTls,
        int priority,
        @Nullable Instant releaseAt) {}
