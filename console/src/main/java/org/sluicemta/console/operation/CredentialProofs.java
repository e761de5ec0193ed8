package org.sluicemta.console.operation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sluicemta.keys.password.PasswordKeys;
import org.sluicemta.tenant.CredentialIdentity;
import org.sluicemta.tenant.ScramHash;
import org.sluicemta.tenant.ScramVerifier;
import org.sluicemta.tenant.StoredProof;

/**
 * What a credential proves itself with. A password is turned into keys where it is typed, so that a server never sees
 * it.
 */
public record CredentialProofs(List<StoredProof> all) {
    public static final int DEFAULT_ITERATIONS = ScramVerifier.DEFAULT_ITERATIONS;

    public CredentialProofs {
        all = List.copyOf(all);
    }

    /**
     * What is stored for a password in addition to SCRAM-SHA-256 keys.
     *
     * @param iterations rounds of PBKDF2
     */
    public record Schemes(boolean sha1, boolean cramMd5, int iterations) {}

    /**
     * @param certificates SHA-256 fingerprints
     * @param identities KIND:VALUE
     */
    public static CredentialProofs ofIdentities(List<String> certificates, List<String> identities) {
        List<StoredProof> proofs = new ArrayList<>();
        certificates.forEach(
                fingerprint -> proofs.add(new CredentialIdentity(CredentialIdentity.Kind.SHA256, fingerprint)));
        identities.forEach(identity -> proofs.add(CredentialIdentity.parse(identity)));
        return new CredentialProofs(proofs);
    }

    /** These, and keys made of a password. */
    public CredentialProofs withPassword(String password, Schemes schemes) {
        SecureRandom random = new SecureRandom();
        List<StoredProof> proofs = new ArrayList<>(all);
        proofs.add(PasswordKeys.scram(ScramHash.SHA_256, password, schemes.iterations(), random));
        if (schemes.sha1()) {
            proofs.add(PasswordKeys.scram(ScramHash.SHA_1, password, schemes.iterations(), random));
        }
        if (schemes.cramMd5()) {
            proofs.add(PasswordKeys.cramMd5(password));
        }
        return new CredentialProofs(proofs);
    }

    /** In the format of {@link StoredProof#parse}. */
    public List<String> formatted() {
        return all.stream().map(StoredProof::format).toList();
    }

    /** The element of tenants.xml. */
    public String element(String user) {
        return "<credential user=\"" + escaped(user) + "\""
                + attribute(
                        "verifier",
                        all.stream()
                                .filter(proof -> !(proof instanceof CredentialIdentity))
                                .toList())
                + attribute(
                        "identity",
                        all.stream()
                                .filter(CredentialIdentity.class::isInstance)
                                .toList())
                + "/>";
    }

    private static String attribute(String name, List<StoredProof> proofs) {
        return proofs.isEmpty()
                ? ""
                : proofs.stream()
                        .map(StoredProof::format)
                        .map(CredentialProofs::escaped)
                        .collect(Collectors.joining(" ", " " + name + "=\"", "\""));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
