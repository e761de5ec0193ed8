package org.sluicemta.keys.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.config.FileStamp;

/**
 * What is made of keys and certificates in files, and made again when one of them changes. Files that can't be loaded,
 * don't match or have expired leave the old ones in force and are logged once. Thread-safe.
 *
 * @param <T> what is made of them
 */
public final class PemReload<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PemReload.class);

    /** Makes it. */
    @FunctionalInterface
    public interface Loading<T> {
        /** @throws GeneralSecurityException when a key or certificate can't be used; names the file */
        T load() throws IOException, GeneralSecurityException;
    }

    private record Loaded<T>(List<FileStamp> stamps, T made) {}

    private final String name;
    private final List<Path> files;
    private final long lookEveryNanos;
    private final LongSupplier ticker;
    private final Loading<T> loading;
    private final Function<T, List<X509Certificate>> own;
    private volatile Loaded<T> loaded;
    private volatile long nextLook;
    private @Nullable List<FileStamp> refused;

    /**
     * Loads them for the first time.
     *
     * @param name for the log, such as the file of the certificate
     * @param files that it is made of
     * @param lookEvery how often they are looked at, at most
     * @param ticker monotonic nanoseconds
     * @param own the certificates that are shown to others; they must be valid now
     */
    public PemReload(
            String name,
            List<Path> files,
            Duration lookEvery,
            LongSupplier ticker,
            Loading<T> loading,
            Function<T, List<X509Certificate>> own)
            throws IOException, GeneralSecurityException {
        this.name = name;
        this.files = List.copyOf(files);
        this.lookEveryNanos = lookEvery.toNanos();
        this.ticker = ticker;
        this.loading = loading;
        this.own = own;
        List<FileStamp> stamps = FileStamp.of(this.files);
        this.loaded = new Loaded<>(stamps, loading.load());
        warnOfValidity();
        this.nextLook = ticker.getAsLong() + lookEveryNanos;
    }

    /** What is in force, after a look at the files if it is time for one. */
    public T current() {
        long now = ticker.getAsLong();
        if (now - nextLook >= 0) {
            nextLook = now + lookEveryNanos;
            refresh();
        }
        return loaded.made();
    }

    /** What is in force, without a look at the files. */
    public T latest() {
        return loaded.made();
    }

    private synchronized void refresh() {
        List<FileStamp> now = List.of();
        try {
            now = FileStamp.of(files);
            if (!now.equals(loaded.stamps()) && !now.equals(refused)) {
                T made = loading.load();
                checkValidity(made);
                loaded = new Loaded<>(now, made);
                LOG.info("Certificate {} reloaded", name);
            }
        } catch (IOException | GeneralSecurityException e) {
            if (!now.equals(refused)) {
                LOG.warn("Certificate {} changed but is not usable; keeping the old one: {}", name, e.getMessage());
            }
            refused = now;
        }
    }

    private void warnOfValidity() {
        try {
            checkValidity(loaded.made());
        } catch (GeneralSecurityException e) {
            LOG.warn("{}; whoever verifies certificates will refuse to connect", e.getMessage());
        }
    }

    /** An expired certificate is the wrong file when one is in force; at start it is all there is. */
    private void checkValidity(T made) throws GeneralSecurityException {
        for (X509Certificate certificate : own.apply(made)) {
            CertificateValidity.check(certificate);
        }
    }
}
