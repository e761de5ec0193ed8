package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code org.sluicemta:type=Suppressions}. Targets are addresses or domains. Without a tenant an entry is global; with
 * a tenant and no stream it counts for all the tenant's streams. Invalid values throw IllegalArgumentException naming
 * them.
 */
public interface SuppressionsMXBean {
    long getSize();

    /** The entries for a target, in every scope. */
    List<SuppressionRow> find(String target);

    /** A page in order of target; {@code after} is the last target of the previous page, or null. */
    List<SuppressionRow> list(@Nullable String tenant, @Nullable String after, int limit);

    void add(
            String target,
            @Nullable String tenant,
            @Nullable String stream,
            String reason,
            @Nullable String evidence,
            String by);

    /**
     * Starts the import of a file of comma-separated values that this process can read, and returns its id.
     *
     * @param file absolute path
     * @param tenant of lines that name no tenant; null for all
     * @param reason of lines without one
     * @param restore whether source, by and created are taken from the file, to restore an export
     */
    String startImport(
            String file, @Nullable String tenant, @Nullable String stream, String reason, String by, boolean restore);

    ImportRow importState(String id);

    /**
     * Removes what a source wrote in a period, and restores what that had replaced.
     *
     * @param from ISO 8601; first instant of it
     * @param to ISO 8601; first instant after it
     */
    UndoRow undo(String source, String from, String to, String by);

    /** Returns false if there was no such entry. */
    boolean remove(String target, @Nullable String tenant, @Nullable String stream, String by);
}
