package org.sluicemta.testing.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.sluicemta.testing.event.Waiting;
import org.sluicemta.testing.process.DebianTools;
import org.sluicemta.testing.process.FreePort;
import org.sluicemta.testing.process.ProcessRun;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/**
 * A zone that is really signed: by ldns, served by nsd, and resolved by an unbound that validates and trusts the zone's
 * key. All of them run from one directory, on loopback.
 */
public final class SignedZone implements AutoCloseable {
    /** What must be installed. */
    public static final DebianTools[] NEEDED = {
        DebianTools.LDNS_KEYGEN, DebianTools.LDNS_SIGNZONE, DebianTools.NSD, DebianTools.UNBOUND
    };

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path home;
    private final String domain;
    private final FreePort zonePort = FreePort.onLoopback();
    private final FreePort resolverPort = FreePort.onLoopback();
    private final Process server;
    private final Process resolver;

    private SignedZone(Path home, String domain, String records, UnaryOperator<String> afterSigning) throws Exception {
        this.home = home;
        this.domain = domain;
        Files.writeString(home.resolve("zone"), zone(records));
        String key = run(DebianTools.LDNS_KEYGEN, "-a", "ECDSAP256SHA256", "-k", domain)
                .strip();
        run(DebianTools.LDNS_SIGNZONE, "-n", "zone", key);
        Path signed = home.resolve("zone.signed");
        Files.writeString(signed, afterSigning.apply(Files.readString(signed)));
        Files.writeString(home.resolve("nsd.conf"), fill(NSD, key));
        Files.writeString(home.resolve("unbound.conf"), fill(UNBOUND, key));
        server = start(DebianTools.NSD, "nsd");
        resolver = start(DebianTools.UNBOUND, "unbound");
    }

    /**
     * Starts it, and waits until it answers.
     *
     * @param home an empty directory
     * @param records a line for each, with names relative to the domain
     * @param afterSigning changes the signed zone, such as by a forged record
     */
    public static SignedZone start(Path home, String domain, List<String> records, UnaryOperator<String> afterSigning)
            throws Exception {
        SignedZone zone = new SignedZone(home, domain, String.join("\n", records), afterSigning);
        try {
            Waiting.until("answers of unbound", zone::answers);
        } catch (Exception | AssertionError e) {
            zone.close();
            throw e;
        }
        return zone;
    }

    /** The DNS server that validates. */
    public InetSocketAddress resolver() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), resolverPort.number());
    }

    private boolean answers() throws IOException {
        SimpleResolver client = new SimpleResolver(resolver());
        client.setTimeout(Duration.ofSeconds(1));
        Name name = Name.fromString(domain, Name.root);
        try {
            Message answer = client.send(Message.newQuery(Record.newRecord(name, Type.SOA, DClass.IN)));
            return answer.getRcode() == 0;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private String zone(String records) {
        return """
                $ORIGIN DOMAIN.
                $TTL 60
                @ SOA ns hostmaster 1 3600 600 86400 5
                @ NS ns
                ns A 127.0.0.1
                """.replace("DOMAIN", domain) + records + "\n";
    }

    private String run(DebianTools program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.path()));
        command.addAll(List.of(arguments));
        ProcessRun run = ProcessRun.run(PATIENCE, new byte[0], command, Map.of(), home);
        if (run.exitCode() != 0) {
            throw new IllegalStateException(command + " ended with " + run.exitCode() + ": " + run.stderr());
        }
        return run.stdout();
    }

    private Process start(DebianTools program, String name) throws IOException {
        return new ProcessBuilder(
                        program.path(), "-d", "-c", home.resolve(name + ".conf").toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile())
                .start();
    }

    private static final String NSD = """
            server:
              ip-address: 127.0.0.1@ZONE_PORT
              zonesdir: "HOME"
              username: ""
              chroot: ""
              pidfile: "HOME/nsd.pid"
              xfrdfile: ""
              zonelistfile: "HOME/zone.list"
              xfrdir: "HOME"
              server-count: 1
            remote-control:
              control-enable: no
            zone:
              name: DOMAIN
              zonefile: zone.signed
            """;

    private static final String UNBOUND = """
            server:
              interface: 127.0.0.1@RESOLVER_PORT
              username: ""
              chroot: ""
              directory: "HOME"
              pidfile: ""
              use-syslog: no
              do-not-query-localhost: no
              module-config: "validator iterator"
              trust-anchor-file: "HOME/KEY.key"
              num-threads: 1
            remote-control:
              control-enable: no
            stub-zone:
              name: DOMAIN
              stub-addr: 127.0.0.1@ZONE_PORT
            """;

    private String fill(String file, String key) {
        return file.replace("HOME", home.toString())
                .replace("DOMAIN", domain)
                .replace("KEY", key)
                .replace("ZONE_PORT", Integer.toString(zonePort.number()))
                .replace("RESOLVER_PORT", Integer.toString(resolverPort.number()));
    }

    @Override
    public void close() throws InterruptedException {
        for (Process one : List.of(resolver, server)) {
            one.destroy();
            if (!one.waitFor(5, TimeUnit.SECONDS)) {
                one.destroyForcibly();
            }
        }
        zonePort.close();
        resolverPort.close();
    }
}
