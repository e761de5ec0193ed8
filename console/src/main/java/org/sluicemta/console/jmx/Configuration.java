package org.sluicemta.console.jmx;

import java.util.List;
import org.sluicemta.conf.ReloadResult;
import org.sluicemta.config.Problem;
import org.sluicemta.console.operation.ConfigurationOperations;

/** The configuration as a bean. */
public final class Configuration implements ConfigurationMXBean {
    private final ConfigurationOperations operations;

    public Configuration(ConfigurationOperations operations) {
        this.operations = operations;
    }

    @Override
    public ReloadRow reload(String by) {
        return switch (operations.reload(Callers.OF_SERVER.of(by))) {
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
        return CheckRow.of(operations.check());
    }

    @Override
    public List<SettingRow> getSettings() {
        return operations.settings().stream().map(SettingRow::of).toList();
    }
}
