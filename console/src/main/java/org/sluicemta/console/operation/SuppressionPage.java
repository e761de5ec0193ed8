package org.sluicemta.console.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionList;
import org.sluicemta.tenant.TenantId;

/**
 * One page of a list.
 *
 * @param entries in order of target. Those of one target stay together, so there may be a few more than requested
 * @param next where the next page begins (opaque), or null at the end
 */
public record SuppressionPage(
        List<Suppression> entries, @Nullable String next) {
    /** Most rows that one request reads, because a filter that matches nothing must not scan millions. */
    private static final int MOST_ROWS = 20_000;

    private static final int BATCH = 1_000;

    static SuppressionPage read(
            SuppressionList list,
            @Nullable TenantId tenant,
            @Nullable String cursor,
            int limit,
            Predicate<Suppression> wanted) {
        List<Suppression> found = new ArrayList<>();
        String after = cursor == null ? null : target(cursor);
        int seen = 0;
        while (seen < MOST_ROWS) {
            List<Suppression> rows = list.list(tenant, after, BATCH);
            for (Suppression row : rows) {
                if (found.size() >= limit && !row.target().equals(after)) {
                    return new SuppressionPage(found, cursor(after));
                }
                after = row.target();
                if (wanted.test(row)) {
                    found.add(row);
                }
            }
            seen += rows.size();
            if (rows.size() < BATCH) {
                return new SuppressionPage(found, null);
            }
        }
        return new SuppressionPage(found, cursor(after));
    }

    private static @Nullable String cursor(@Nullable String target) {
        return target == null ? null : Base64.getUrlEncoder().withoutPadding().encodeToString(target.getBytes(UTF_8));
    }

    private static String target(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cursor must be the next of an earlier page, got \"" + cursor + "\"", e);
        }
    }
}
