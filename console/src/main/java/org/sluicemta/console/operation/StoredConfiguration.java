package org.sluicemta.console.operation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sluicemta.conf.CheckedConfiguration;
import org.sluicemta.conf.ConfigurationCheck;
import org.sluicemta.conf.ConfigurationExplain;
import org.sluicemta.conf.ConfigurationLoader;
import org.sluicemta.conf.ServerParts;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.config.ConfigurationException;

/**
 * The same questions as in {@link ConfigurationOperations}, for a home whose server isn't running. The answers come
 * from the files and this process's environment.
 */
public final class StoredConfiguration {
    private final ServerParts parts;
    private final Path conf;
    private final Path home;
    private final Map<String, String> environment;

    public StoredConfiguration(ServerParts parts, Path conf, Path home, Map<String, String> environment) {
        this.parts = parts;
        this.conf = conf;
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Creates the shipped files; existing ones are kept.
     *
     * @return the files that were written
     */
    public List<Path> create() throws IOException {
        return ShippedConfiguration.copyTo(conf);
    }

    /** What a start would find wrong. Changes nothing. */
    public CheckedConfiguration check() {
        return new ConfigurationCheck(parts).check(conf, home, environment);
    }

    /**
     * Every setting, including defaults.
     *
     * @throws ConfigurationException with every problem, if there are any
     */
    public List<Setting> settings() throws ConfigurationException {
        return new ConfigurationExplain(new ConfigurationLoader(parts)).settings(conf, home, environment);
    }
}
