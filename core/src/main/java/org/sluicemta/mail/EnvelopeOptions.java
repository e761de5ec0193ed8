package org.sluicemta.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the client asked for besides sender and recipients.
 *
 * @param dsnReturn RFC 3461 RET, or null
 * @param envelopeId RFC 3461 ENVID as given (xtext), or null
 * @param eightBit BODY=8BITMIME was given, or the content has octets above 127
 * @param smtpUtf8 RFC 6531 SMTPUTF8 was given
 * @param requireTls RFC 8689 REQUIRETLS was given
 * @param priority RFC 6710 MT-PRIORITY, -9 to 9; 0 when not given
 * @param releaseAt RFC 4865 hold: not delivered before this, or null
 * @param tlsOptional RFC 8689 section 5: its header says {@code TLS-Required: No}, so the TLS policies of the
 *     recipients' domains don't hold for it; never with REQUIRETLS, which is stronger
 */
public record EnvelopeOptions(
        @Nullable DsnReturn dsnReturn,
        @Nullable String envelopeId,
        boolean eightBit,
        boolean smtpUtf8,
        boolean requireTls,
        int priority,
        @Nullable Instant releaseAt,
        boolean tlsOptional) {
    public static final EnvelopeOptions NONE = new EnvelopeOptions(null, null, false, false, false, 0, null);

    public EnvelopeOptions {
        if (priority < -9 || priority > 9) {
            throw new IllegalArgumentException("priority must be -9 to 9, got " + priority);
        }
        tlsOptional = tlsOptional && !requireTls;
    }

    /** Without a word about TLS in the header. */
    public EnvelopeOptions(
            @Nullable DsnReturn dsnReturn,
            @Nullable String envelopeId,
            boolean eightBit,
            boolean smtpUtf8,
            boolean requireTls,
            int priority,
            @Nullable Instant releaseAt) {
        this(dsnReturn, envelopeId, eightBit, smtpUtf8, requireTls, priority, releaseAt, false);
    }
}
