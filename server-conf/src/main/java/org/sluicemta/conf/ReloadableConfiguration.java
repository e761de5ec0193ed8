package org.sluicemta.conf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluicemta.conf.ReloadResult.Refused;
import org.sluicemta.conf.ReloadResult.Reloaded;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.conf.file.EgressFile;
import org.sluicemta.conf.file.PhrasesFile;
import org.sluicemta.conf.file.ResponsesFile;
import org.sluicemta.conf.file.TenantsFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.Setting;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.Problem;
import org.sluicemta.egress.EgressPlans;
import org.sluicemta.phrase.CurrentPhraseBook;
import org.sluicemta.response.CurrentResponseTable;
import org.sluicemta.tenant.TenantConflictException;

/**
 * Reloads egress, response rules, phrases, tenants and routes while the server runs. All files are read and checked
 * first, and with one problem anywhere nothing is changed. They must also fit what stays in force, because sluice.xml
 * needs a restart. Each of the five is then replaced at once.
 */
public final class ReloadableConfiguration {
    private static final Set<String> LIVE =
            Set.of(EgressFile.NAME, ResponsesFile.NAME, PhrasesFile.NAME, TenantsFile.NAME);

    private static final String AFTER_RESTART =
            "Nothing was changed. The new files fit together: restart the server, or keep what is in force until then";

    private final ConfigurationCheck check;
    private final ConfigurationLoader loader;
    private final Path confDir;
    private final Path homeDir;
    private final Map<String, String> environment;
    private final EgressPlans plans;
    private final CurrentResponseTable responses;
    private final CurrentPhraseBook phrases;
    private final Consumer<List<ConfiguredTenant>> tenants;
    private final LiveRoutes routes;
    private final ServerConfiguration started;
    private final List<Setting> startedSettings;
    private final Map<String, String> inForce = new HashMap<>();
    private List<Setting> settings;
    private ServerConfiguration live;

    /**
     * Create it right after the configuration was first loaded.
     *
     * @param parts checks what is about to be in force
     * @param started what was loaded
     * @param tenants takes the new tenants, and may refuse them with a TenantConflictException
     * @param routes that run
     */
    public ReloadableConfiguration(
            ServerParts parts,
            Path confDir,
            Path homeDir,
            Map<String, String> environment,
            ServerConfiguration started,
            EgressPlans plans,
            CurrentResponseTable responses,
            CurrentPhraseBook phrases,
            Consumer<List<ConfiguredTenant>> tenants,
            LiveRoutes routes)
            throws IOException, ConfigurationException {
        this.check = new ConfigurationCheck(parts);
        this.loader = new ConfigurationLoader(parts);
        this.confDir = confDir;
        this.homeDir = homeDir;
        this.environment = Map.copyOf(environment);
        this.plans = plans;
        this.responses = responses;
        this.phrases = phrases;
        this.tenants = tenants;
        this.routes = routes;
        this.live = started;
        this.started = started;
        this.startedSettings = loader.serverSettings(confDir, homeDir, this.environment);
        this.inForce.putAll(contents());
        this.settings = read();
    }

    private List<Setting> read() throws ConfigurationException {
        return new ConfigurationExplain(loader).settings(confDir, homeDir, environment);
    }

    /** Every setting in force, with the environment that the server was started with. */
    public synchronized List<Setting> settings() {
        return settings;
    }

    /** What a reload, and a start, would find wrong now. Changes nothing. */
    public CheckedConfiguration check() {
        return check.check(confDir, homeDir, environment);
    }

    /** Reloads everything. One reload at a time. */
    public synchronized ReloadResult reload() {
        try {
            Map<String, String> contents = contents();
            ServerConfiguration next = check().orThrow();
            requireFitting(next);
            List<Setting> read = read();
            replaceBy(next, contents);
            settings = inForce(read);
            return result(contents);
        } catch (ConfigurationException e) {
            return new Refused(e.problems());
        } catch (IOException e) {
            return new Refused(List.of(new Problem(
                    confDir.toString(), "the configuration cannot be read, got " + e, "Check its permissions")));
        }
    }

    /** Routes come last: only then do they find the pools that they name. */
    private void replaceBy(ServerConfiguration next, Map<String, String> contents) throws ConfigurationException {
        if (routeFiles(contents).equals(routeFiles(inForce))) {
            put(next);
            return;
        }
        ServerConfiguration before = live;
        try (LiveRoutes.Prepared prepared = routes.prepare(next.egress())) {
            put(next);
            takeOver(prepared, before);
        }
    }

    private void takeOver(LiveRoutes.Prepared prepared, ServerConfiguration before) throws ConfigurationException {
        try {
            prepared.takeOver();
        } catch (ConfigurationException e) {
            put(before);
            throw e;
        }
    }

    private void put(ServerConfiguration next) throws ConfigurationException {
        accept(next);
        plans.replace(next.egress());
        responses.replace(next.responses());
        phrases.replace(next.phrases());
        live = next;
    }

    private void accept(ServerConfiguration next) throws ConfigurationException {
        try {
            tenants.accept(next.tenants());
        } catch (TenantConflictException e) {
            throw new ConfigurationException(e.problems().stream()
                    .map(conflict -> new Problem(
                            TenantsFile.where(next.places(), conflict), conflict.what(), "Nothing was changed"))
                    .toList());
        }
    }

    private static Map<String, String> routeFiles(Map<String, String> contents) {
        return contents.entrySet().stream()
                .filter(file -> file.getKey().startsWith(RouteDirectory.PREFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void requireFitting(ServerConfiguration next) throws ConfigurationException {
        Problems problems = new Problems();
        CrossReferences.check(
                new ServerConfiguration(
                        started.settings(),
                        next.egress(),
                        next.responses(),
                        next.phrases(),
                        next.tenants(),
                        started.listeners(),
                        started.chain(),
                        started.places().replacing(LIVE, next.places())),
                problems);
        if (problems.count() > 0) {
            throw new ConfigurationException(problems.all().stream()
                    .map(problem -> new Problem(
                            isLive(problem.where().split(":", 2)[0]) ? problem.where() : problem.where() + " in force",
                            problem.what(),
                            AFTER_RESTART))
                    .toList());
        }
    }

    /** Files that need a restart stay recorded as in force, so each reload names them again. */
    private List<Setting> inForce(List<Setting> read) {
        return Stream.concat(
                        settings.stream().filter(setting -> !LIVE.contains(setting.file())),
                        read.stream().filter(setting -> LIVE.contains(setting.file())))
                .toList();
    }

    /** Files that need a restart stay recorded as in force, so each reload names them again. */
    private Reloaded result(Map<String, String> contents) {
        List<String> changed = new ArrayList<>();
        List<String> needRestart = new ArrayList<>();
        Set<String> files = new TreeSet<>(inForce.keySet());
        files.addAll(contents.keySet());
        for (String file : files) {
            String content = contents.get(file);
            if (!Objects.equals(content, inForce.get(file))) {
                (isLive(file) ? changed : needRestart).add(file);
            }
            if (isLive(file)) {
                inForce.compute(file, (name, old) -> content);
            }
        }
        return new Reloaded(changed, needRestart, changedSettings());
    }

    private static boolean isLive(String file) {
        return LIVE.contains(file) || file.startsWith(RouteDirectory.PREFIX);
    }

    private List<String> changedSettings() {
        Map<String, String> before = byPlace(startedSettings);
        Map<String, String> now = byPlace(loader.serverSettings(confDir, homeDir, environment));
        List<String> lines = new ArrayList<>();
        now.forEach((place, value) -> {
            String old = before.get(place);
            if (!value.equals(old)) {
                lines.add(place + " = " + value + ", in force is " + (old == null ? "none" : old));
            }
        });
        before.forEach((place, old) -> {
            if (!now.containsKey(place)) {
                lines.add(place + " is gone, in force is " + old);
            }
        });
        return lines;
    }

    /** Elements that may stand several times are one setting with several values. */
    private static Map<String, String> byPlace(List<Setting> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach(setting -> values.merge(at(setting), setting.value(), (one, other) -> one + " " + other));
        return values;
    }

    private static String at(Setting setting) {
        String place = setting.name().isEmpty() ? setting.path() : setting.path() + "/@" + setting.name();
        return setting.file() + ": " + place;
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new HashMap<>();
        for (String file : ShippedConfiguration.FILES) {
            Path path = confDir.resolve(file);
            if (Files.isRegularFile(path)) {
                contents.put(file, Files.readString(path));
            }
        }
        contents.putAll(RouteDirectory.contents(confDir));
        return contents;
    }
}
