package org.sluicemta.conf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.config.ConfigurationException;

/** What {@code sluice config explain} prints: every value in force, defaults too, the environment filled in. */
public final class ConfigurationExplain {
    private final ConfigurationLoader loader;

    public ConfigurationExplain(ConfigurationLoader loader) {
        this.loader = loader;
    }

    /**
     * The settings of all files in the order of reading; of the rules for answers only the classes, and no phrases,
     * because words have no defaults.
     *
     * @throws ConfigurationException with all problems, when there are any
     */
    public List<Setting> settings(Path confDir, Path homeDir, Map<String, String> environment)
            throws ConfigurationException {
        Problems problems = new Problems();
        loader.load(confDir, homeDir, environment, problems);
        return problems.settings().stream()
                .filter(setting -> !setting.file().equals(PhrasesFile.NAME))
                .filter(setting -> !setting.file().equals(ResponsesFile.NAME)
                        || setting.path().startsWith("classes"))
                .toList();
    }
}
