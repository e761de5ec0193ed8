package org.sluicemta.smtp.auth;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluicemta.keys.password.DerivedSalts;
import org.sluicemta.smtp.tls.ChannelBinding;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.TenantDirectory;

/**
 * The server side of one SCRAM exchange, RFC 5802 section 3 and RFC 7677. A user that doesn't exist or has no keys of
 * this kind gets the same kind of answer as any other, with a constant salt and iteration count, and fails at the
 * proof.
 *
 * <p>Channel binding as stated by the client, RFC 5802 section 6: {@code p=<type>} binds to the TLS session and belongs
 * to the {@code -PLUS} mechanism. {@code n} means unsupported. {@code y} means supported but not offered. A {@code y}
 * to a server that did offer it shows that someone in between removed the offer.
 */
final class ScramServer {
    private static final Pattern FIRST =
            Pattern.compile("(([ny]|p=([A-Za-z0-9.-]+)),(a=([^,]*))?,)(n=([^,]+),r=([\\x21-\\x2B\\x2D-\\x7E]+))");
    private static final Pattern LAST = Pattern.compile("(c=([A-Za-z0-9+/=]+),r=([^,]+)),p=([A-Za-z0-9+/=]+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantDirectory tenants;
    private final DerivedSalts salts;
    private final ScramHash hash;
    private final @Nullable Map<ChannelBinding, byte[]> bindings;
    private final boolean plusOffered;
    private String userName = "";
    private byte[] channel = {};
    private String firstBare = "";
    private String serverFirst = "";
    private String nonce = "";
    private @Nullable Credential credential;

    /** The result of the client's first message. */
    sealed interface First {
        record Challenge(String message) implements First {}

        record Malformed() implements First {}

        /** It is well formed, but the exchange must fail anyway. */
        record Refused() implements First {}
    }

    /**
     * @param bindings bindings available to the {@code -PLUS} mechanism, or null without {@code -PLUS}
     * @param plusOffered whether {@code -PLUS} was announced
     */
    ScramServer(
            TenantDirectory tenants,
            DerivedSalts salts,
            ScramHash hash,
            @Nullable Map<ChannelBinding, byte[]> bindings,
            boolean plusOffered) {
        this.tenants = tenants;
        this.salts = salts;
        this.hash = hash;
        this.bindings = bindings;
        this.plusOffered = plusOffered;
    }

    First first(String message) {
        Matcher parts = FIRST.matcher(message);
        if (!parts.matches()) {
            return new First.Malformed();
        }
        userName = unescaped(parts.group(7));
        if (!bindsAs(parts) || isForAnother(parts.group(5))) {
            return new First.Refused();
        }
        firstBare = parts.group(6);
        nonce = parts.group(8) + Base64.getEncoder().withoutPadding().encodeToString(random(18));
        Optional<Credential> found = tenants.findCredential(userName);
        Optional<ScramVerifier> keys = found.flatMap(one -> one.scram(hash));
        credential = keys.isPresent() ? found.orElse(null) : null;
        byte[] salt = keys.map(ScramVerifier::salt).orElseGet(() -> salts.of(hash, userName));
        int iterations = keys.map(ScramVerifier::iterations)
                .orElseGet(() -> salts.iterations(hash, userName, tenants.iterations(hash)));
        serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + iterations;
        return new First.Challenge(serverFirst);
    }

    /** Records what the client binds to; false when the exchange must end. */
    private boolean bindsAs(Matcher parts) {
        byte[] header = utf8(parts.group(1));
        String type = parts.group(3);
        if (bindings == null || type == null) {
            channel = header;
            return bindings == null && type == null && !(parts.group(2).equals("y") && plusOffered);
        }
        byte[] data = ChannelBinding.find(type).map(bindings::get).orElse(null);
        if (data == null) {
            return false;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream(header.length + data.length);
        both.writeBytes(header);
        both.writeBytes(data);
        channel = both.toByteArray();
        return true;
    }

    /** Nobody may act for another user. */
    private boolean isForAnother(@Nullable String authorization) {
        return authorization != null
                && !authorization.isEmpty()
                && !unescaped(authorization).equals(userName);
    }

    /** The server's signature when the client's proof is right, or null. */
    @Nullable
    String last(String message) {
        Matcher parts = LAST.matcher(message);
        Credential user = credential;
        if (user == null || !parts.matches() || !parts.group(3).equals(nonce) || !isBound(parts.group(2))) {
            return null;
        }
        ScramVerifier verifier = user.scram(hash).orElseThrow();
        byte[] signed = utf8(firstBare + "," + serverFirst + "," + parts.group(1));
        byte[] proof = decode(parts.group(4));
        byte[] signature = hash.hmac(verifier.storedKey(), signed);
        if (proof.length != signature.length) {
            return null;
        }
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= signature[i];
        }
        if (!MessageDigest.isEqual(hash.hash(proof), verifier.storedKey())) {
            return null;
        }
        return "v=" + Base64.getEncoder().encodeToString(hash.hmac(verifier.serverKey(), signed));
    }

    /** The user name given by the client; empty before it was given. */
    String userName() {
        return userName;
    }

    /** The authenticated user, after {@link #last} returned a signature. */
    Credential credential() {
        Credential user = credential;
        if (user == null) {
            throw new IllegalStateException("nobody is authenticated");
        }
        return user;
    }

    private boolean isBound(String encoded) {
        return MessageDigest.isEqual(decode(encoded), channel);
    }

    /** RFC 5802 section 5.1, saslname. */
    private static String unescaped(String name) {
        return name.replace("=2C", ",").replace("=3D", "=");
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // compared with the expected value and found different
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        byte[] octets = new byte[length];
        RANDOM.nextBytes(octets);
        return octets;
    }
}
