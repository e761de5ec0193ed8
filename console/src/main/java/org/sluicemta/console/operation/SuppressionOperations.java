package org.sluicemta.console.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.store.suppression.DatabaseSuppressionList;
import org.sluicemta.store.suppression.EntryFields;
import org.sluicemta.store.suppression.EntryLines;
import org.sluicemta.store.suppression.ImportReport;
import org.sluicemta.store.suppression.ImportSettings;
import org.sluicemta.store.suppression.SuppressionImport;
import org.sluicemta.store.suppression.UndoReport;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;
import org.sluicemta.tenant.TenantId;

/**
 * What can be done with the suppression list. Every change is recorded in the list's own history, with its author.
 * Invalid values and unknown names throw IllegalArgumentException naming them.
 */
public final class SuppressionOperations {
    private static final String IMPORT = "suppression import";

    private final DatabaseSuppressionList list;
    private final KnownNames names;
    private final InstantSource clock;
    private final SuppressionImport importer;
    private final ImportJobs imports;
    private final Audit audit;

    @Inject
    public SuppressionOperations(DatabaseSuppressionList list, KnownNames names, InstantSource clock, Audit audit) {
        this.audit = audit;
        this.list = list;
        this.names = names;
        this.clock = clock;
        this.importer = new SuppressionImport(list);
        this.imports = new ImportJobs(importer);
    }

    public long size() {
        return list.size();
    }

    /** The entries for a target, in every scope that the caller sees. */
    public List<Suppression> find(Caller caller, String target) {
        return list.find(target).stream().filter(caller::maySee).toList();
    }

    /** In order of target; {@code after} is the last target of the previous page, or null. */
    public List<Suppression> list(Caller caller, @Nullable TenantId tenant, @Nullable String after, int limit) {
        return list.list(caller.tenant(tenant), after, limit);
    }

    /** A page of the entries that match. */
    public SuppressionPage page(
            Caller caller, @Nullable TenantId tenant, @Nullable String cursor, int limit, SuppressionFilter filter) {
        return SuppressionPage.read(
                list, caller.tenant(tenant), cursor, limit, entry -> filter.matches(entry) && caller.maySee(entry));
    }

    /**
     * Adds an entry, or replaces the one of its target and scope.
     *
     * @param source where it comes from, for the history
     * @param fields those of {@link EntryFields#OF_CLIENT}
     * @return the entry as stored
     */
    public Suppression add(Caller caller, String source, Map<String, String> fields) {
        String target = fields.getOrDefault("target", "");
        return audit.record(
                caller,
                "suppression add",
                subject(target, fields.get("tenant"), fields.get("stream")),
                () -> {
                    Suppression entry = fields(caller, ofClient(caller, source)).entry(fields);
                    Optional<Suppression> before = find(entry);
                    list.add(entry);
                    Suppression stored = find(entry).orElse(entry);
                    return new Audit.Done<>(
                            stored,
                            before.map(SuppressionOperations::described).orElse("none"),
                            described(stored),
                            "added");
                },
                this::told);
    }

    private Optional<Suppression> find(Suppression entry) {
        return list.find(entry.target()).stream()
                .filter(found -> found.scope().equals(entry.scope()))
                .findFirst();
    }

    private static String described(Suppression entry) {
        return entry.reason().word() + " from " + entry.source() + " by " + entry.by() + " at " + entry.created()
                + (entry.expires() == null ? "" : " until " + entry.expires());
    }

    /** In the list's storage format: if it stores hashes, the audit has no addresses either. */
    private String subject(String target, @Nullable String tenant, @Nullable String stream) {
        return stored(target)
                + (tenant == null ? "" : " for tenant " + tenant)
                + (stream == null ? "" : ", stream " + stream);
    }

    /** Reasons quote the caller's input. */
    private String told(String reason) {
        return list.targets().key().isPresent() && reason.indexOf('@') >= 0 ? "not a target that can be used" : reason;
    }

    private String stored(String target) {
        try {
            return list.targets().parse(target);
        } catch (IllegalArgumentException e) {
            return list.targets().key().isPresent() ? "(no address)" : target;
        }
    }

    /** Adds the valid ones of many lines, and reports the others. Returns when everything is on disk. */
    public ImportReport addAll(Caller caller, String source, EntryLines lines) throws IOException {
        EntryFields fields = new EntryFields(
                ofClient(caller, source),
                (tenant, stream) -> {
                    try {
                        return known(caller, tenant, stream);
                    } catch (OperationProblem notAllowed) { // this skips only the one line
                        throw new IllegalArgumentException(notAllowed.what(), notAllowed);
                    }
                },
                clock.instant());
        ImportReport report = importer.run(lines, fields, (step, done, total) -> {});
        audit.write(caller, "suppression add", "many entries", Audit.Done.of(report, ImportState.described(report)));
        return report;
    }

    private static ImportSettings ofClient(Caller caller, String source) {
        return new ImportSettings(
                caller.scope(null, null),
                SuppressionReason.MANUAL,
                source,
                caller.name(),
                false,
                EntryFields.OF_CLIENT);
    }

    /** A restored export may name tenants that no longer exist. */
    private EntryFields fields(Caller caller, ImportSettings settings) {
        return new EntryFields(
                settings,
                (tenant, stream) ->
                        settings.keepOrigin() ? caller.scope(tenant, stream) : known(caller, tenant, stream),
                clock.instant());
    }

    private SuppressionScope known(Caller caller, @Nullable String tenant, @Nullable String stream) {
        SuppressionScope scope = caller.scope(tenant, stream);
        names.require(scope);
        return scope;
    }

    /** @throws OperationProblem if there is no such entry */
    public void remove(Caller caller, String target, @Nullable String tenant, @Nullable String stream) {
        audit.record(
                caller,
                "suppression remove",
                subject(target, tenant, stream),
                () -> {
                    SuppressionScope scope = caller.scope(tenant, stream);
                    Optional<Suppression> before = list.find(target).stream()
                            .filter(found -> found.scope().equals(scope))
                            .findFirst();
                    if (!list.remove(target, scope, caller.name())) {
                        throw OperationProblem.notFound(
                                "there is no entry for \"" + stored(target) + "\" in that scope");
                    }
                    return new Audit.Done<>(
                            true, before.map(SuppressionOperations::described).orElse(""), "none", "removed");
                },
                this::told);
    }

    /**
     * Starts the import of a file that this process can read, and returns its id.
     *
     * @param file absolute path
     * @param tenant of lines that name no tenant; null for all
     * @param reason of lines without one
     * @param restore whether source, by and created are taken from the file, to restore an export
     */
    public String startImport(
            Caller.Operator caller,
            Path file,
            @Nullable String tenant,
            @Nullable String stream,
            SuppressionReason reason,
            boolean restore) {
        return audit.record(caller, IMPORT, file.toString(), () -> {
            if (!file.isAbsolute()) {
                throw new IllegalArgumentException("file must be an absolute path, got \"" + file + "\"");
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "there is no file " + file + " that the server can read. It reads as "
                                + ProcessHandle.current().info().user().orElse("the user who started it"));
            }
            ImportSettings settings = new ImportSettings(
                    known(caller, tenant, stream), reason, "import:" + file.getFileName(), caller.name(), restore);
            String id = imports.start(
                    file,
                    fields(caller, settings),
                    clock.instant(),
                    over -> audit.write(caller, IMPORT, file.toString(), Audit.Done.of(over, over.result())));
            return Audit.Done.of(id, "started as " + id);
        });
    }

    /** The progress of an import. */
    public ImportState importState(String id) {
        return imports.state(id);
    }

    /** Removes what a source wrote from one instant until before another, and restores what that had replaced. */
    public UndoReport undo(Caller.Operator caller, String source, Instant from, Instant to) {
        String span = source + ", written from " + from + " to " + to;
        return audit.record(caller, "suppression undo", span, () -> {
            UndoReport report = list.undo(source, from, to, caller.name());
            return Audit.Done.of(report, undone(report.removed(), report.restored()));
        });
    }

    /** The result of an import in words. */
    public static String imported(long added, long replaced, long bad) {
        return added + " added, " + replaced + " replaced, " + Counted.of(bad, "bad line") + " skipped";
    }

    /** The result of an undo in words. */
    public static String undone(long removed, long restored) {
        return Counted.of(removed, "entry") + " removed, " + Counted.of(restored, "earlier entry") + " restored";
    }
}
