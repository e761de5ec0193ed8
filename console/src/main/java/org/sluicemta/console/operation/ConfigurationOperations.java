package org.sluicemta.console.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sluicemta.conf.CheckedConfiguration;
import org.sluicemta.conf.ReloadResult;
import org.sluicemta.conf.ReloadableConfiguration;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.config.Problem;

/** What can be done with the configuration of a running server. */
public final class ConfigurationOperations {
    private final ReloadableConfiguration files;
    private final Audit audit;

    public ConfigurationOperations(ReloadableConfiguration files, Audit audit) {
        this.files = files;
        this.audit = audit;
    }

    /** Reloads everything. With one problem anywhere, nothing is changed. */
    public ReloadResult reload(Caller.Operator caller) {
        return audit.record(caller, "config reload", "configuration", () -> {
            ReloadResult result = files.reload();
            return Audit.Done.of(result, described(result));
        });
    }

    private static String described(ReloadResult result) {
        return switch (result) {
            case ReloadResult.Reloaded done -> described(done);
            case ReloadResult.Refused no ->
                "refused: " + no.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
        };
    }

    /** In words. */
    public static String described(ReloadResult.Reloaded done) {
        List<String> parts = new ArrayList<>();
        if (!done.changed().isEmpty()) {
            parts.add("reloaded: " + String.join(", ", done.changed()));
        }
        if (!done.needRestart().isEmpty()) {
            parts.add("changed, but needs a restart: " + String.join(", ", done.needRestart()));
        }
        return parts.isEmpty() ? "no changes" : String.join("; ", parts);
    }

    /** What a start with the files as they are now would find wrong. Changes nothing. */
    public CheckedConfiguration check() {
        return files.check();
    }

    /** Every setting in force. */
    public List<Setting> settings() {
        return files.settings();
    }
}
