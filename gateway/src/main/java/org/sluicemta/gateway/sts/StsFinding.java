package org.sluicemta.gateway.sts;

import org.sluicemta.egress.TlsFailure;

/** What is known of a domain's policy. */
public sealed interface StsFinding {
    /** It has one. */
    record Found(StsPolicy policy) implements StsFinding {}

    /** It has none. */
    record None() implements StsFinding {}

    /** It publishes one that can't be used. RFC 8461 section 3.3: mail goes as if there were none. */
    record Unusable(TlsFailure failure, String text) implements StsFinding {}
}
