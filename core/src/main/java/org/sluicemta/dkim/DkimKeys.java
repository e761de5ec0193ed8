package org.sluicemta.dkim;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The keys that mail is signed with. Private keys never leave the implementation. Thread-safe. */
public interface DkimKeys {
    /**
     * The fields RFC 6376 section 5.4.1 recommends, plus those that unsubscribing, feedback and TLS reports rely on
     * (RFC 8058, RFC 9477, RFC 8460).
     */
    List<String> RECOMMENDED_FIELDS = List.of(
            "From",
            "Sender",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "To",
            "Cc",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-ID",
            "Content-Description",
            "Resent-From",
            "Resent-Sender",
            "Resent-To",
            "Resent-Cc",
            "Resent-Date",
            "Resent-Message-ID",
            "In-Reply-To",
            "References",
            "List-Id",
            "List-Help",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "List-Subscribe",
            "List-Post",
            "List-Owner",
            "List-Archive",
            "Feedback-ID",
            "CFBL-Address",
            "CFBL-Feedback-ID",
            "TLS-Report-Domain",
            "TLS-Report-Submitter",
            "TLS-Required");

    /**
     * The domain whose keys sign for this domain: itself, or the nearest parent that has keys. A signature of the
     * organisational domain aligns with a From below it (RFC 7489 section 3.1.1, relaxed).
     */
    Optional<String> signingDomain(String domain);

    /**
     * Creates a signer.
     *
     * @param fields header fields to sign where present; From is always signed
     */
    DkimSigning signing(List<String> fields, InstantSource clock);
}
