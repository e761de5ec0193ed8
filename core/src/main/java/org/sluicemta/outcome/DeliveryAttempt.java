package org.sluicemta.outcome;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SourceId;

/**
 * A delivery attempt, as far as it got.
 *
 * @param source source used, or null when none was chosen
 * @param remoteHost name of the remote host, or null before MX resolution ended
 * @param remoteAddress its IP address and port, {@code 192.0.2.1:25}, or null before a connection
 * @param tls protocol and cipher, {@code TLSv1.3 TLS_AES_128_GCM_SHA256}, or null without TLS
 * @param tlsPolicy what asked for TLS, {@code opportunistic}, {@code mta-sts 20261130} or {@code dane}, or null without a connection
 * @param started when the message was handed to the gateway
 * @param took time from then to the outcome
 */
public record DeliveryAttempt(
        @Nullable SourceId source,
        @Nullable String remoteHost,
        @Nullable String remoteAddress,
        @Nullable String tls,
        @Nullable String tlsPolicy,
        Instant started,
        Duration took) {}
