package org.sluicemta.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sluicemta.conf.file.SluiceFile;
import org.sluicemta.conf.xml.Places;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.egress.EgressPlan;
import org.sluicemta.egress.EgressSite;
import org.sluicemta.egress.NextHop;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.keys.dkim.DkimKeyRing;
import org.sluicemta.keys.returnpath.TokenKeys;
import org.sluicemta.keys.tls.CertifiedKey;
import org.sluicemta.settings.PemPair;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.settings.WebListener;
import org.sluicemta.store.suppression.TargetKey;

/** Reads the keys named in sluice.xml. Those created by the first start may be missing. */
final class KeysCheck {
    private final InstantSource clock;
    private final Places places;
    private final Problems problems;

    KeysCheck(InstantSource clock, Places places, Problems problems) {
        this.places = places;
        this.clock = clock;
        this.problems = problems;
    }

    void check(ServerSettings settings) {
        read("keys: dkim", settings.dkimKeys(), DkimKeyRing::open);
        read(
                "keys: tokens",
                settings.tokenKeys(),
                file -> TokenKeys.open(file, settings.bounceDomain().tokenAge(), clock));
        settings.suppression().hashKey().ifPresent(key -> read("suppression: hash-key", key, TargetKey::open));
        web("http", settings.http());
        if (settings.unsubscribe().url().isPresent()) {
            web("unsubscribe", settings.unsubscribe().listener());
        }
    }

    /** Certificates that are shown as a client of TLS. */
    void check(EgressPlan egress) {
        Stream.of(
                        egress.sites().values().stream().map(EgressSite::tlsClient),
                        Stream.of(egress.otherSite().tlsClient()),
                        Stream.concat(egress.nextHops().values().stream(), Stream.ofNullable(egress.relayHost()))
                                .map(NextHop::client))
                .flatMap(Function.identity())
                .map(TlsClient::certificate)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(this::client);
    }

    private void client(TlsClient.Certificate certificate) {
        try {
            var unused = CertifiedKey.readOwnerOnly(new PemPair(certificate.privateKey(), certificate.certificates()));
        } catch (IOException e) {
            problems.add(
                    certificate.where(),
                    "tls-client: a file cannot be read: " + e,
                    "Check that it is there, and its permissions");
        } catch (GeneralSecurityException e) {
            problems.add(
                    certificate.where(),
                    "tls-client: the certificate cannot be used: " + e.getMessage(),
                    "Correct the file, or name another one");
        }
    }

    @FunctionalInterface
    private interface Reader {
        Object read(Path file) throws IOException, ConfigurationException;
    }

    private void read(String setting, Path file, Reader reader) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            reader.read(file);
        } catch (IOException e) {
            unreadable(setting, e);
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(problem.where(), problem.what(), problem.hint()));
        }
    }

    private void web(String setting, WebListener listener) {
        Optional<PemPair> pair = listener.tls();
        if (pair.isEmpty()) {
            return;
        }
        try {
            var unused = CertifiedKey.read(pair.get());
        } catch (IOException e) {
            unreadable(setting, e);
        } catch (GeneralSecurityException e) {
            problems.add(
                    where(setting),
                    setting + ": TLS cannot be used: " + e.getMessage(),
                    "Replace the file, or name another one");
        }
    }

    private void unreadable(String setting, IOException e) {
        problems.add(
                where(setting),
                setting + ": a file cannot be read: " + e,
                "Check that it is there, and its permissions");
    }

    /** {@code keys: dkim} is an attribute of {@code <keys>}. */
    private String where(String setting) {
        return places.of(SluiceFile.NAME, setting.replaceFirst(":.*", ""));
    }
}
