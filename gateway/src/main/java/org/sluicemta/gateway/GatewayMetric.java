package org.sluicemta.gateway;

import org.sluicemta.metric.Metric;

/** What the gateway counts. Labels come from closed sets: pools of egress.xml, outcomes, results. */
public enum GatewayMetric {
    ATTEMPTS("sluice_gateway_attempts_total", "Delivery attempts by recipient.", "pool", "outcome"),
    DELIVERY_SECONDS(
            "sluice_gateway_delivery_seconds",
            "Time from the hand-over of a message to its outcome.",
            "pool",
            "outcome"),
    CONNECTS("sluice_gateway_connects_total", "Connections tried, by result.", "result"),
    CONNECTIONS("sluice_gateway_connections", "Open connections, in use or kept.", "state"),
    SUSPENDED_SITES("sluice_gateway_suspended_sites", "Sites that no connection is tried to for now."),
    SILENT_HOSTS(
            "sluice_gateway_silent_hosts",
            "Addresses of MX hosts that did not answer, and are passed over for now where there are others."),
    RESTING_SOURCES(
            "sluice_gateway_resting_sources",
            "Pairs of a source and a site that refuses it, so that nothing is sent from it there for now."),
    RESTING_TENANTS(
            "sluice_gateway_resting_tenants",
            "Pairs of a tenant and a site that refuses its mail, so that nothing of it is sent there for now."),
    SOURCE_PACE(
            "sluice_gateway_source_pace",
            "Messages per second from a source to a configured site that has told it to slow down.",
            "source",
            "site"),
    SOURCE_LEARNED_PACE(
            "sluice_gateway_source_learned_pace",
            "Messages per second at which the site objects, as far as is known.",
            "source",
            "site"),
    MISSING_SOURCES(
            "sluice_gateway_missing_sources",
            "Source addresses that this host has not, and proxies that do not answer, which are left out.");

    private final Metric metric;

    GatewayMetric(String name, String help, String... labels) {
        this.metric = Metric.of(name, help, labels);
    }

    public Metric metric() {
        return metric;
    }
}
