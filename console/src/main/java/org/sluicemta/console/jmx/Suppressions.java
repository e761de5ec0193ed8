package org.sluicemta.console.jmx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.ImportSettings;
import org.sluicemta.store.suppression.SuppressionImport;
import org.sluicemta.store.suppression.SuppressionTargets;
import org.sluicemta.store.suppression.UndoReport;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/** The suppression list as a bean. */
public final class Suppressions implements SuppressionsMXBean {
    private final DatabaseSuppressionList list;
    private final KnownNames names;
    private final InstantSource clock;
    private final ImportJobs imports;

    @Inject
    public Suppressions(DatabaseSuppressionList list, KnownNames names, InstantSource clock) {
        this.list = list;
        this.names = names;
        this.clock = clock;
        this.imports = new ImportJobs(new SuppressionImport(list, clock, names::require));
    }

    @Override
    public long getSize() {
        return list.size();
    }

    @Override
    public List<SuppressionRow> find(String target) {
        return list.find(target).stream().map(SuppressionRow::of).toList();
    }

    @Override
    public List<SuppressionRow> list(@Nullable String tenant, @Nullable String after, int limit) {
        return list.list(tenant == null ? null : new TenantId(tenant), after, limit).stream()
                .map(SuppressionRow::of)
                .toList();
    }

    @Override
    public void add(
            String target,
            @Nullable String tenant,
            @Nullable String stream,
            String reason,
            @Nullable String evidence,
            String by) {
        list.add(new Suppression(
                SuppressionTargets.requireTarget(target),
                scope(tenant, stream),
                SuppressionReason.parse(reason),
                "operator",
                evidence,
                by,
                clock.instant(),
                null));
    }

    @Override
    public boolean remove(String target, @Nullable String tenant, @Nullable String stream, String by) {
        return list.remove(target, SuppressionScope.of(tenant, stream), by);
    }

    @Override
    public String startImport(
            String file, @Nullable String tenant, @Nullable String stream, String reason, String by, boolean restore) {
        Path path = Path.of(file);
        if (!path.isAbsolute() || !Files.isReadable(path)) {
            throw new IllegalArgumentException(
                    "the server must be able to read the file, by an absolute path, got \"" + file + "\"");
        }
        ImportSettings settings = new ImportSettings(
                scope(tenant, stream), SuppressionReason.parse(reason), "import:" + path.getFileName(), by, restore);
        return imports.start(path, settings, clock.instant());
    }

    @Override
    public ImportRow importState(String id) {
        return imports.row(id);
    }

    @Override
    public UndoRow undo(String source, String from, String to, String by) {
        UndoReport report = list.undo(source, instant("from", from), instant("to", to), by);
        return new UndoRow(report.removed(), report.restored());
    }

    private SuppressionScope scope(@Nullable String tenant, @Nullable String stream) {
        SuppressionScope scope = SuppressionScope.of(tenant, stream);
        names.require(scope);
        return scope;
    }

    private static Instant instant(String what, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(what + " must look like 2026-11-22T12:00:00Z, got \"" + text + "\"", e);
        }
    }
}
