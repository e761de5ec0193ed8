package org.sluicemta.smtp.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The TLS exporter for channel binding, RFC 9266 section 2. JSSE has one since Java 25, and we compile for 21. */
final class KeyingMaterial {
    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int OCTETS = 32;
    private static final @Nullable MethodHandle EXPORT = find();

    private KeyingMaterial() {}

    private static @Nullable MethodHandle find() {
        try {
            MethodType type = MethodType.methodType(byte[].class, String.class, byte[].class, int.class);
            return MethodHandles.publicLookup().findVirtual(ExtendedSSLSession.class, "exportKeyingMaterialData", type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null; // an older Java
        }
    }

    /** The session's 32 octets; empty when this Java or session has none. */
    static Optional<byte[]> export(SSLSession session) {
        MethodHandle export = EXPORT;
        if (export == null || !(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        try {
            return Optional.of((byte[]) export.invokeExact(extended, LABEL, new byte[0], OCTETS));
        } catch (javax.net.ssl.SSLKeyException | UnsupportedOperationException e) {
            return Optional.empty(); // no such keys in this session
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the exporter of TLS failed", e);
        }
    }
}
