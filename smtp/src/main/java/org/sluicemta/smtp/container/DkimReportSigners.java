package org.sluicemta.smtp.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.feedback.ReportSigners;
import org.sluicemta.mail.MessageContent;

/** Verifies DKIM signatures with jDKIM, RFC 6376 section 6. */
final class DkimReportSigners implements ReportSigners {
    private static final Logger LOG = LoggerFactory.getLogger(DkimReportSigners.class);
    /** Each may cost a slow DNS lookup; nobody signs more often. */
    private static final int MOST_SIGNATURES = 5;

    private static final String FIELD = "dkim-signature:";

    private final PublicKeyRecordRetriever keys;

    @Inject
    DkimReportSigners(PublicKeyRecordRetriever keys) {
        this.keys = keys;
    }

    @Override
    public Set<String> of(MessageContent report) {
        try {
            long signatures = signatures(report);
            return signatures == 0 || signatures > MOST_SIGNATURES ? Set.of() : verified(report);
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be read", e);
        }
    }

    private Set<String> verified(MessageContent report) throws IOException {
        try (InputStream in = report.open()) {
            @Nullable List<SignatureRecord> valid = new DKIMVerifier(keys).verify(in);
            return valid == null
                    ? Set.of()
                    : valid.stream()
                            .map(record -> record.getDToken().toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (FailException e) {
            LOG.debug("no signature of a report verifies: {}", e.getMessage());
            return Set.of();
        }
    }

    private static long signatures(MessageContent report) throws IOException {
        try (InputStream in = report.open();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
            return lines.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.regionMatches(true, 0, FIELD, 0, FIELD.length()))
                    .count();
        }
    }
}
