package org.sluicemta.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.sluicemta.conf.ShippedConfiguration;
import org.sluicemta.keys.dkim.DkimAlgorithm;
import org.sluicemta.keys.dkim.DkimDnsRecord;
import org.sluicemta.keys.dkim.DkimKeyGenerator;
import org.sluicemta.testing.dns.FakeDns;

/**
 * The home directory of the demo's server: the shipped configuration, with the demo's tenants, and this machine trusted
 * under one address only, so that the other loopback addresses are strangers.
 */
final class DemoHome implements AutoCloseable {
    private final Path directory;

    private DemoHome(Path directory) {
        this.directory = directory;
    }

    static DemoHome create() throws IOException {
        Path directory = Files.createTempDirectory("sluice-demo");
        Path conf = directory.resolve("conf");
        ShippedConfiguration.copyTo(conf);
        try (InputStream tenants =
                Objects.requireNonNull(DemoHome.class.getResourceAsStream("tenants.xml"), "tenants.xml of the demo")) {
            Files.copy(tenants, conf.resolve("tenants.xml"), StandardCopyOption.REPLACE_EXISTING);
        }
        Path server = conf.resolve("sluice.xml");
        Files.writeString(server, Files.readString(server).replace("127.0.0.0/8", "127.0.0.1/32"));
        return new DemoHome(directory);
    }

    Path directory() {
        return directory;
    }

    /** Makes a signing key for each tenant's domain and publishes it. */
    void makeSigningKeys(FakeDns dns) throws IOException {
        DkimKeyGenerator generator = new DkimKeyGenerator(directory.resolve("conf/keys/dkim"));
        for (String domain : List.of("acme.example", "globex.example")) {
            DkimDnsRecord record =
                    generator.generate(domain, "demo", DkimAlgorithm.RSA_SHA256).dnsRecord();
            dns.txt(record.name(), record.value());
        }
    }

    /** What an operator would set: names, addresses of the pools, free ports, and this small internet. */
    static Map<String, String> environment(DemoInternet internet) {
        return Map.ofEntries(
                Map.entry("SLUICE_HOST_NAME", "mx.sluice.example"),
                Map.entry("SLUICE_BOUNCE_DOMAIN", DemoInternet.BOUNCE_DOMAIN),
                Map.entry("SLUICE_BIND", "127.0.0.1"),
                Map.entry("SLUICE_SMTP_PORT", "0"),
                Map.entry("SLUICE_SUBMISSION_PORT", "0"),
                Map.entry("SLUICE_SMTPS_PORT", "0"),
                Map.entry("SLUICE_HTTP_PORT", "0"),
                Map.entry("SLUICE_UNSUBSCRIBE_URL", "https://mx.sluice.example"),
                Map.entry("SLUICE_UNSUBSCRIBE_PORT", "0"),
                Map.entry("SLUICE_JMX_PORT", "0"),
                Map.entry("SLUICE_TRANSACTIONAL_IP", "127.0.0.2"),
                Map.entry("SLUICE_TRANSACTIONAL_EHLO", "tx1.sluice.example"),
                Map.entry("SLUICE_MARKETING_IP", "127.0.0.3"),
                Map.entry("SLUICE_MARKETING_EHLO", "mkt1.sluice.example"),
                Map.entry("SLUICE_DNS", "127.0.0.1:" + internet.dns().address().getPort()),
                Map.entry("SLUICE_REMOTE_PORT", Integer.toString(internet.port())),
                Map.entry("SLUICE_RETRY_WAITS", "1s"),
                Map.entry("SLUICE_SLOT_WIDTH", "1s"));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
