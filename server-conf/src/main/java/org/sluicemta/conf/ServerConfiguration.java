package org.sluicemta.conf;

import java.util.List;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.sluicemta.conf.file.ConfiguredTenant;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.response.RuleTable;
import org.sluicemta.settings.ServerSettings;

/**
 * Everything the configuration says.
 *
 * @param smtpServer {@code <smtpservers>} as James wants it
 * @param mailetContainer {@code <mailetcontainer>} as James wants it
 */
public record ServerConfiguration(
        ServerSettings settings,
        EgressPlan egress,
        RuleTable responses,
        List<ConfiguredTenant> tenants,
        HierarchicalConfiguration<ImmutableNode> smtpServer,
        HierarchicalConfiguration<ImmutableNode> mailetContainer) {
    public ServerConfiguration {
        tenants = List.copyOf(tenants);
    }
}
