package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.keys.tls.CertificateValidity;
import org.sluicemta.keys.tls.PemFiles;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.listener.TokenSettings;
import org.sluicemta.settings.PemPair;
import org.sluicemta.smtp.auth.KeySetFile;
import org.sluicemta.smtp.tls.ServerTls;

/** Loads the keys and certificates of the listeners, and reads the key sets of their tokens. */
final class ListenersCheck {
    private final String hostName;
    private final InstantSource clock;
    private final Problems problems;

    ListenersCheck(String hostName, InstantSource clock, Problems problems) {
        this.hostName = hostName;
        this.clock = clock;
        this.problems = problems;
    }

    void check(List<ListenerSettings> listeners) {
        for (ListenerSettings listener : listeners) {
            listener.tlsSettings().ifPresent(this::tls);
            listener.auth().tokens().ifPresent(tokens -> tokens(listener, tokens));
        }
    }

    private void tls(TlsSettings tls) {
        boolean made = !Files.exists(tls.usual().privateKey())
                && !Files.exists(tls.usual().certificates());
        List<Path> files = new ArrayList<>();
        if (!made) {
            addPair(files, tls.usual());
        }
        tls.others().forEach(other -> addPair(files, other.pair()));
        tls.clients().trust().ifPresent(files::add);
        if (!areReadable(tls.where(), files)) {
            return;
        }
        try {
            if (made) {
                withStandIn(tls);
            } else {
                load(tls);
            }
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            problems.add(tls.where(), "TLS cannot be used: " + e.getMessage(), "Replace the file, or name another one");
        }
    }

    private static void addPair(List<Path> files, PemPair pair) {
        files.add(pair.privateKey());
        files.add(pair.certificates());
    }

    private boolean areReadable(String where, List<Path> files) {
        List<Path> missing =
                files.stream().filter(file -> !Files.isReadable(file)).toList();
        missing.forEach(file -> problems.add(
                where,
                "<tls> must name a PEM file that can be read, got \"" + file + "\"",
                "Put it there, or name another one"));
        return missing.isEmpty();
    }

    private void load(TlsSettings tls) throws IOException, GeneralSecurityException {
        var unused = new ServerTls(tls, System::nanoTime);
        X509Certificate certificate =
                PemFiles.certificates(tls.usual().certificates()).getFirst();
        try {
            CertificateValidity.check(certificate);
        } catch (GeneralSecurityException e) {
            problems.warn(tls.where(), e.getMessage() + "; clients that verify it will refuse to connect", "Renew it");
        }
    }

    /**
     * If there is neither a key nor certificates, the first start creates them. Everything else is checked with
     * stand-ins.
     */
    private void withStandIn(TlsSettings tls) throws IOException, GeneralSecurityException {
        Path directory = Files.createTempDirectory("sluice-check");
        try {
            PemPair pair = new PemPair(directory.resolve("server.key"), directory.resolve("server.crt"));
            SelfMadeCertificate.makeIfMissing(pair.privateKey(), pair.certificates(), hostName, clock.instant());
            load(new TlsSettings(tls.where(), pair, tls.others(), tls.clients(), tls.protocols(), tls.cipherSuites()));
        } finally {
            PathUtils.deleteDirectory(directory);
        }
    }

    private void tokens(ListenerSettings listener, TokenSettings tokens) {
        if (tokens.keys() instanceof TokenSettings.KeySet.InFile keys) {
            try {
                KeySetFile.check(keys.file());
            } catch (IOException e) {
                problems.add(
                        listener.where(),
                        "listener " + listener.name() + ": <jwksFile> must name a JWK Set, got \"" + keys.file()
                                + "\": " + e.getMessage(),
                        "Put what the issuer publishes there");
            }
        }
    }
}
