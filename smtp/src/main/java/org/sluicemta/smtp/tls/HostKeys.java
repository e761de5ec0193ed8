package org.sluicemta.smtp.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate by the host name the client sends, RFC 6066 section 3: first an exact match, then one for
 * {@code *.} and the rest of the name, then the default. Among those for the name, one whose key the client can use.
 */
final class HostKeys extends X509ExtendedKeyManager {
    private final Map<String, Entry> entries = new TreeMap<>();

    /** @param hostNames empty for the default certificate */
    record Entry(List<String> hostNames, PrivateKey key, List<X509Certificate> chain) {
        boolean isFor(String hostName) {
            return hostNames.contains(hostName);
        }
    }

    HostKeys(List<Entry> all) {
        for (Entry entry : all) {
            entries.put("pair-" + entries.size(), entry);
        }
    }

    /** The alias under which the JDK will ask for key and chain, or null when no key of that type fits. */
    @Nullable
    String choose(String keyType, @Nullable String hostName) {
        for (Predicate<Entry> wanted : preferences(hostName)) {
            List<String> found = entries.entrySet().stream()
                    .filter(entry -> wanted.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!found.isEmpty()) {
                return found.stream()
                        .filter(alias -> isOfType(entries.get(alias), keyType))
                        .findFirst()
                        .orElse(null);
            }
        }
        return null;
    }

    private static List<Predicate<Entry>> preferences(@Nullable String hostName) {
        List<Predicate<Entry>> preferences = new ArrayList<>();
        if (hostName != null) {
            String name = hostName.toLowerCase(Locale.ROOT);
            preferences.add(entry -> entry.isFor(name));
            preferences.add(entry -> entry.isFor("*" + name.substring(Math.max(name.indexOf('.'), 0))));
        }
        preferences.add(entry -> entry.hostNames().isEmpty());
        return preferences;
    }

    private static boolean isOfType(@Nullable Entry entry, String keyType) {
        return entry != null && entry.key().getAlgorithm().equals(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return choose(keyType, hostName(engine.getHandshakeSession()));
    }

    private static @Nullable String hostName(@Nullable SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                    return new SNIHostName(name.getEncoded()).getAsciiName();
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        Entry entry = entries.get(alias);
        return entry == null ? null : entry.key();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Entry entry = entries.get(alias);
        return entry == null ? null : entry.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        return choose(keyType, null);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return entries.keySet().toArray(new String[0]);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // server side only
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, Socket socket) {
        return null; // server side only
    }
}
