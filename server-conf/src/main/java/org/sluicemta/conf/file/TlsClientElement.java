package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.egress.TlsClient;
import org.sluicemta.egress.TlsPolicy;
import org.sluicemta.egress.TlsVersion;

/** Reads {@code <tls-client>}. Whether its files can be used is not asked here. */
final class TlsClientElement {
    private static final ValueType<TlsVersion> VERSION = ValueTypes.word(
                    TlsVersion.TLS_1_2.label(), TlsVersion.TLS_1_3.label())
            .map(word -> Arrays.stream(TlsVersion.values())
                    .filter(version -> version.label().equals(word))
                    .findFirst()
                    .orElseThrow());
    private static final ValueType<List<String>> NAMES = ValueTypes.listOf(ValueTypes.DOMAIN);

    private TlsClientElement() {}

    /**
     * @param tls policy that it goes with
     * @param otherwise what applies without the element
     */
    static TlsClient read(ElementReader parent, Path home, TlsPolicy tls, TlsClient otherwise) {
        Optional<ElementReader> found = parent.child(
                "tls-client",
                "The certificate that is shown as a client, and what else is wanted of the server's TLS.");
        return found.isEmpty() ? inherited(otherwise, tls) : of(found.get(), home, tls);
    }

    /** Only as far as it goes with the policy. */
    private static TlsClient inherited(TlsClient from, TlsPolicy tls) {
        return new TlsClient(
                from.certificate(),
                isStrict(tls) ? from.minimum() : TlsVersion.TLS_1_2,
                tls == TlsPolicy.VERIFIED ? from.serverNames() : List.of());
    }

    /** Whether there is never plain text. */
    private static boolean isStrict(TlsPolicy tls) {
        return tls == TlsPolicy.REQUIRED || tls == TlsPolicy.VERIFIED;
    }

    private static TlsClient of(ElementReader element, Path home, TlsPolicy tls) {
        TlsVersion minimum = element.optional(
                        "minimum-version", VERSION, "Oldest version of TLS that is used. Default: TLSv1.2.")
                .orElse(TlsVersion.TLS_1_2);
        List<String> names = element.attribute(
                "server-names",
                NAMES,
                List.of(),
                "The server's certificate must have one of these names instead of the host's; with tls=\"verified\"."
                        + " Default: the host's name.");
        TlsClient.Certificate certificate = certificate(element, home);
        if (!names.isEmpty() && tls != TlsPolicy.VERIFIED) {
            element.problem(
                    "server-names are compared only with tls=\"verified\", got tls=\"" + tls.label() + "\"",
                    "Write tls=\"verified\", or leave server-names out");
        }
        if (minimum != TlsVersion.TLS_1_2 && !isStrict(tls)) {
            element.problem(
                    "with tls=\"" + tls.label() + "\" a server that has nothing newer than TLSv1.2 would get mail in"
                            + " clear, got minimum-version=\"" + minimum.label() + "\"",
                    "Write tls=\"required\" or \"verified\", or leave minimum-version out");
        }
        return new TlsClient(certificate, minimum, names);
    }

    private static TlsClient.@Nullable Certificate certificate(ElementReader element, Path home) {
        Optional<Path> key = element.optional(
                        "private-key",
                        ValueTypes.TEXT,
                        "PEM file of the key, below the server's home, that only its owner may read. Default: none, and no"
                                + " certificate is shown.")
                .map(file -> home.resolve(file).normalize());
        Optional<Path> chain = element.optional(
                        "certificates",
                        ValueTypes.TEXT,
                        "PEM file of the certificate and its issuers; reloaded when it changes.")
                .map(file -> home.resolve(file).normalize());
        if (key.isPresent() != chain.isPresent()) {
            element.problem("private-key and certificates belong together, got one of them", "Give both, or neither");
            return null;
        }
        return key.map(file -> new TlsClient.Certificate(file, chain.orElseThrow(), element.where()))
                .orElse(null);
    }
}
