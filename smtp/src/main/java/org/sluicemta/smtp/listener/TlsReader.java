package org.sluicemta.smtp.listener;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.jspecify.annotations.Nullable;
import org.sluicemta.listener.ListenerSettings.TlsMode;
import org.sluicemta.listener.TlsSettings.Asked;
import org.sluicemta.listener.TlsSettings.ClientCertificates;
import org.sluicemta.listener.TlsSettings.HostCertificate;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.settings.PemPair;

/** Reads {@code <tls>} of a listener. */
final class TlsReader {
    private static final Pattern HOST_NAME = Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    private final HierarchicalConfiguration<ImmutableNode> xml;
    private final Path home;
    private final ListenerProblems report;

    /** @param home directory that file names are relative to */
    TlsReader(HierarchicalConfiguration<ImmutableNode> xml, Path home, ListenerProblems report) {
        this.xml = xml;
        this.home = home;
        this.report = report;
    }

    TlsMode mode() {
        boolean socket = xml.getBoolean("tls[@socketTLS]", false);
        boolean startTls = xml.getBoolean("tls[@startTLS]", false);
        if (socket && startTls) {
            report.add("<tls> says both socketTLS and startTLS", "Keep one of them");
        }
        return socket ? TlsMode.IMPLICIT : startTls ? TlsMode.STARTTLS : TlsMode.NONE;
    }

    /** Empty beside a problem, or when there is no TLS. */
    Optional<TlsSettings> settings() {
        if (mode() == TlsMode.NONE) {
            return Optional.empty();
        }
        PemPair usual = pair(xml, "tls.");
        List<HostCertificate> others = others();
        ClientCertificates clients = clients();
        List<String> protocols = protocols();
        return usual == null
                ? Optional.empty()
                : Optional.of(new TlsSettings(
                        usual,
                        others,
                        clients,
                        protocols,
                        xml.getList(String.class, "tls.supportedCipherSuites.cipherSuite", List.of())));
    }

    private @Nullable PemPair pair(HierarchicalConfiguration<ImmutableNode> from, String path) {
        Path key = file(from, path, "privateKey");
        Path certificates = file(from, path, "certificates");
        return key == null || certificates == null ? null : new PemPair(key, certificates);
    }

    private List<HostCertificate> others() {
        List<HostCertificate> found = new ArrayList<>();
        for (HierarchicalConfiguration<ImmutableNode> one : xml.configurationsAt("tls.host")) {
            List<String> names = Arrays.stream(one.getString("[@names]", "").split("[\\s,]+"))
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            for (String name : names) {
                if (!HOST_NAME.matcher(name).matches()) {
                    report.add(
                            "<host> names \"" + name + "\", which isn't a host name",
                            "Write names=\"smtp.example.org *.mail.example.org\"");
                }
            }
            PemPair pair = pair(one, "");
            if (pair != null) {
                found.add(new HostCertificate(names, pair));
            }
        }
        return found;
    }

    private List<String> protocols() {
        List<String> protocols = xml.getList(String.class, "tls.supportedProtocols.protocol", List.of());
        for (String protocol : protocols) {
            if (!TlsSettings.PROTOCOLS.contains(protocol)) {
                report.add(
                        "<protocol> is \"" + protocol + "\"",
                        "Write TLSv1.3 or TLSv1.2; what is older is broken and not offered");
            }
        }
        return protocols;
    }

    private ClientCertificates clients() {
        if (xml.containsKey("tls.clientAuth.truststore")) {
            report.add("<truststore> is not read", "Name a PEM file of issuers: <trust>conf/tls/clients.pem</trust>");
        }
        String text = xml.getString("tls.clientAuth[@mode]", "none").toLowerCase(Locale.ROOT);
        Asked asked = switch (text) {
            case "none" -> Asked.NONE;
            case "optional" -> Asked.OPTIONAL;
            case "required" -> Asked.REQUIRED;
            default -> {
                report.add("<clientAuth mode> is \"" + text + "\"", "Write none, optional or required");
                yield Asked.NONE;
            }
        };
        boolean named = xml.containsKey("tls.clientAuth.trust");
        return new ClientCertificates(
                asked, named ? Optional.ofNullable(file(xml, "tls.clientAuth.", "trust")) : Optional.empty());
    }

    private @Nullable Path file(HierarchicalConfiguration<ImmutableNode> from, String path, String element) {
        String text = from.getString(path + element, "");
        Path file = home.resolve(text.startsWith("file://") ? text.substring("file://".length()) : text);
        if (text.isEmpty() || !Files.isReadable(file)) {
            report.add(
                    "<" + path + element + "> must name a PEM file that can be read, got \"" + text + "\"",
                    "Looked for " + file);
            return null;
        }
        return file;
    }
}
