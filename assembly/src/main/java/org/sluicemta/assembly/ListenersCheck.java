package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.commons.io.file.PathUtils;
import org.sluicemta.conf.ServerConfiguration;
import org.sluicemta.conf.file.SmtpServerFile;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.keys.tls.CertificateValidity;
import org.sluicemta.keys.tls.PemFiles;
import org.sluicemta.listener.ListenerSettings;
import org.sluicemta.listener.TlsSettings;
import org.sluicemta.smtp.listener.ListenerReader;
import org.sluicemta.smtp.tls.ServerTls;

/** Reads the listeners as the front door does, and loads their keys and certificates. */
final class ListenersCheck {
    private static final String KEY = "privateKey";
    private static final String CERTIFICATES = "certificates";

    private final Path home;
    private final InstantSource clock;
    private final Problems problems;

    ListenersCheck(Path home, InstantSource clock, Problems problems) {
        this.home = home;
        this.clock = clock;
        this.problems = problems;
    }

    void check(ServerConfiguration whole) {
        try {
            Path standIn = Files.createTempDirectory("sluice-check");
            try {
                read(whole, standIn);
            } finally {
                PathUtils.deleteDirectory(standIn);
            }
        } catch (IOException e) {
            problems.add(SmtpServerFile.NAME, "the listeners cannot be checked: " + e, "Make room for temporary files");
        }
    }

    private void read(ServerConfiguration whole, Path standIn) throws IOException {
        try {
            List<ListenerReader.Read> listeners =
                    new ListenerReader(home).read(withPairsThatStartMakes(whole, standIn));
            listeners.forEach(listener -> certificates(listener.settings()));
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(problem.where(), problem.what(), problem.mend()));
        }
    }

    /** Where neither key nor certificates are there, the first start makes them. */
    private HierarchicalConfiguration<ImmutableNode> withPairsThatStartMakes(ServerConfiguration whole, Path standIn)
            throws IOException {
        HierarchicalConfiguration<ImmutableNode> copy = new BaseHierarchicalConfiguration(whole.smtpServer());
        int listeners = copy.configurationsAt("smtpserver").size();
        for (int i = 0; i < listeners; i++) {
            String tls = "smtpserver(" + i + ").tls.";
            if (isToBeMade(copy.getString(tls + KEY, "")) && isToBeMade(copy.getString(tls + CERTIFICATES, ""))) {
                Path key = standIn.resolve("server.key");
                Path certificates = standIn.resolve("server.crt");
                SelfMadeCertificate.makeIfMissing(
                        key, certificates, whole.settings().hostName(), clock.instant());
                copy.setProperty(tls + KEY, key.toString());
                copy.setProperty(tls + CERTIFICATES, certificates.toString());
            }
        }
        return copy;
    }

    private boolean isToBeMade(String file) {
        return !file.isEmpty() && !Files.exists(home.resolve(file));
    }

    private void certificates(ListenerSettings listener) {
        String where = SmtpServerFile.NAME + ": listener " + listener.name();
        listener.tlsSettings().ifPresent(tls -> {
            try {
                new ServerTls(tls, System::nanoTime);
                validity(where, tls);
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                problems.add(where, "TLS cannot be used: " + e.getMessage(), "Replace the file, or name another one");
            }
        });
    }

    private void validity(String where, TlsSettings tls) throws IOException, GeneralSecurityException {
        X509Certificate certificate =
                PemFiles.certificates(tls.usual().certificates()).getFirst();
        try {
            CertificateValidity.check(certificate);
        } catch (GeneralSecurityException e) {
            problems.warn(where, e.getMessage() + "; clients that verify it will refuse to connect", "Renew it");
        }
    }
}
