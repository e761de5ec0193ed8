package org.sluicemta.console.jmx;

import java.util.List;
import org.sluicemta.conf.ReloadResult;
import org.sluicemta.conf.ReloadableConfiguration;
import org.sluicemta.config.Problem;

/** The configuration as a bean. */
public final class Configuration implements ConfigurationMXBean {
    private final ReloadableConfiguration files;

    public Configuration(ReloadableConfiguration files) {
        this.files = files;
    }

    @Override
    public ReloadRow reload() {
        return switch (files.reload()) {
            case ReloadResult.Reloaded done ->
                new ReloadRow(done.changed(), done.needRestart(), done.settings(), List.of());
            case ReloadResult.Refused no ->
                new ReloadRow(
                        List.of(),
                        List.of(),
                        List.of(),
                        no.problems().stream().map(Problem::toString).toList());
        };
    }

    @Override
    public CheckRow check() {
        return CheckRow.of(files.check());
    }

    @Override
    public List<SettingRow> getSettings() {
        return files.settings().stream().map(SettingRow::of).toList();
    }
}
