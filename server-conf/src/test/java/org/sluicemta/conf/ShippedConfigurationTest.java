package org.sluicemta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.conf.file.ChainClassCheck;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.NextHopCredential;
import org.sluicemta.egress.PoolId;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.response.ResponseClass;
import org.sluicemta.response.RuleTable;
import org.sluicemta.settings.Endpoint;
import org.sluicemta.stream.StreamId;

class ShippedConfigurationTest {
    @TempDir
    Path home;

    private final ConfigurationLoader loader = new ConfigurationLoader(ChainClassCheck.NONE);

    @BeforeEach
    void copyShippedFiles() throws Exception {
        ShippedConfiguration.copyTo(home.resolve("conf"));
    }

    private ServerConfiguration load(Map<String, String> environment) throws Exception {
        return loader.load(home.resolve("conf"), home, environment);
    }

    @Test
    void runsAsItIs() throws Exception {
        ServerConfiguration loaded = load(Map.of());

        assertThat(loaded.settings().http().endpoint()).isEqualTo(new Endpoint("127.0.0.1", 8025));
        assertThat(loaded.settings().http().tls()).isEmpty();
        assertThat(loaded.settings().unsubscribe().url()).isEmpty();
        assertThat(loaded.settings().jmx()).isEqualTo(new Endpoint("127.0.0.1", 9999));
        assertThat(loaded.settings().dataDirectory()).isEqualTo(home.resolve("data"));
        assertThat(loaded.settings().database().url()).startsWith("jdbc:derby:" + home.resolve("data"));
        assertThat(loaded.settings().broker().url()).isEmpty();
        assertThat(loaded.egress().streams())
                .containsEntry(new StreamId("marketing"), new PoolId("marketing"))
                .containsEntry(new StreamId("transactional"), new PoolId("transactional"));
        assertThat(loaded.egress().relayHost()).isNull();
        assertThat(loaded.egress().remotePort()).isEqualTo(25);
    }

    /** The rows that the routes' tests of both roads follow; a change here must be one there. */
    @Test
    void suppressesAtOnceForTheRecipientsOwnFaultsAndAfterSeveralForFullOnes() throws Exception {
        RuleTable table = load(Map.of()).responses();
        Map<ResponseClass, Integer> suppressAfter = new EnumMap<>(ResponseClass.class);
        for (ResponseClass each : ResponseClass.values()) {
            if (table.policy(each).suppressAfter() > 0) {
                suppressAfter.put(each, table.policy(each).suppressAfter());
            }
        }

        assertThat(suppressAfter)
                .isEqualTo(Map.of(
                        ResponseClass.UNKNOWN_RECIPIENT, 1,
                        ResponseClass.UNKNOWN_DOMAIN, 1,
                        ResponseClass.MOVED, 1,
                        ResponseClass.INACTIVE_RECIPIENT, 2,
                        ResponseClass.MAILBOX_FULL, 5));
    }

    @Test
    void trustsOnlyLoopback() throws Exception {
        assertThat(load(Map.of()).settings().relayPolicy().trustedNetworks())
                .extracting(Object::toString)
                .containsExactly("127.0.0.0/8", "0:0:0:0:0:0:0:1/128");
        assertThat(load(Map.of()).settings().relayPolicy().relayDomains()).isEmpty();
    }

    @Test
    void listensOnUnprivilegedPorts() throws Exception {
        assertThat(load(Map.of()).openListeners())
                .flatExtracting(ListenerSettings::addresses)
                .extracting(InetSocketAddress::getPort)
                .containsExactly(2525, 2587, 2465);
    }

    @Test
    void takesPortsAndNextHopFromTheEnvironment() throws Exception {
        ServerConfiguration loaded = load(Map.of(
                "SLUICE_SMTP_PORT", "0",
                "SLUICE_BIND", "127.0.0.1",
                "SLUICE_DNS", "127.0.0.1:5353",
                "SLUICE_RELAYHOST", "relay.example.org:587",
                "SLUICE_RELAYHOST_USER", "me",
                "SLUICE_RELAYHOST_PASSWORD", "secret",
                "SLUICE_RELAYHOST_TLS", "verified"));

        assertThat(loaded.openListeners().getFirst().addresses())
                .containsExactly(new InetSocketAddress("127.0.0.1", 0));
        assertThat(loaded.settings().dns().servers()).containsExactly("127.0.0.1:5353");
        assertThat(loaded.egress().relayHost())
                .isEqualTo(new NextHop(
                        "relay.example.org", 587, new NextHopCredential("me", "secret"), TlsPolicy.VERIFIED));
    }

    @Test
    void isNeverOverwritten() throws Exception {
        Path edited = home.resolve("conf/egress.xml");
        Files.writeString(edited, "mine");
        Files.delete(home.resolve("conf/tenants.xml"));

        assertThat(ShippedConfiguration.copyTo(home.resolve("conf"))).containsExactly(home.resolve("conf/tenants.xml"));
        assertThat(edited).hasContent("mine");
    }
}
