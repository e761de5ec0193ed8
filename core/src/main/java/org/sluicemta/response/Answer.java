package org.sluicemta.response;

import org.jspecify.annotations.Nullable;
import org.sluicemta.egress.SiteId;

/**
 * An answer to classify.
 *
 * @param site where it came from, or null when not known
 * @param code SMTP code 400 to 599, or 0 when there was none (bounce messages without one)
 * @param enhancedStatus RFC 3463 code, or null
 * @param text the words of it, one line; may be empty
 */
public record Answer(
        @Nullable SiteId site,
        Phase phase,
        int code,
        @Nullable String enhancedStatus,
        String text) {}
