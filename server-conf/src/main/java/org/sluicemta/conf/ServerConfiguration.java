package org.sluicemta.conf;

import java.util.List;
import org.sluicemta.chain.ChainPlan;
import org.sluicemta.conf.file.ConfiguredListener;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.conf.xml.Places;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.response.RuleTable;
import org.sluicemta.settings.ServerSettings;

/**
 * Everything the configuration says, each file read once.
 *
 * @param places where its elements stand
 */
public record ServerConfiguration(
        ServerSettings settings,
        EgressPlan egress,
        RuleTable responses,
        PhraseBook phrases,
        List<ConfiguredTenant> tenants,
        List<ConfiguredListener> listeners,
        ChainPlan chain,
        Places places) {
    public ServerConfiguration {
        tenants = List.copyOf(tenants);
        listeners = List.copyOf(listeners);
    }

    /** The listeners that listen. */
    public List<ListenerSettings> openListeners() {
        return listeners.stream()
                .filter(ConfiguredListener::enabled)
                .map(ConfiguredListener::settings)
                .toList();
    }
}
