package org.sluicemta.response;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * A reply to classify.
 *
 * @param site where it came from, or null when unknown
 * @param code SMTP code 400 to 599, or 0 when there was none (bounce messages without one)
 * @param enhancedStatus RFC 3463 code, or null
 * @param text its text on one line; may be empty
 */
public record Answer(
        @Nullable SiteId site,
        Phase phase,
        int code,
        @Nullable String enhancedStatus,
        String text) {}
