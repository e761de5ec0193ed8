package org.sluicemta.store.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.sluicemta.egress.StsPolicyStore;
import org.sluicemta.egress.StsPolicyStore.Kept;
import org.sluicemta.egress.TlsFailure;
import org.sluicemta.egress.TlsReporter;
import org.sluicemta.egress.TlsReports;
import org.sluicemta.egress.TlsSession;
import org.sluicemta.egress.TlsSession.Kind;
import org.sluicemta.store.egress.DatabaseTlsSessions.Count;

/** Writes the report of a day to a domain, RFC 8460 section 4.4. */
final class TlsReport {
    private static final JsonFactory JSON = new JsonFactory();

    private final DatabaseTlsSessions sessions;
    private final StsPolicyStore policies;

    /** What all sessions of a report had in common. */
    private record Policy(Kind kind, String id) {}

    TlsReport(DatabaseTlsSessions sessions, StsPolicyStore policies) {
        this.sessions = sessions;
        this.policies = policies;
    }

    /** The report as JSON, or nothing if the day has no sessions with the domain. */
    Optional<String> of(LocalDate day, String domain, TlsReporter reporter) {
        List<Count> counts = sessions.counts(day, domain);
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, day, domain, reporter, counts);
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be written to memory", e);
        }
        return Optional.of(text.toString());
    }

    /** The same, compressed with gzip. */
    Optional<byte[]> zipped(LocalDate day, String domain, TlsReporter reporter) {
        return of(day, domain, reporter).map(TlsReport::zipped);
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(octets)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be compressed in memory", e);
        }
        return octets.toByteArray();
    }

    private void write(JsonGenerator out, LocalDate day, String domain, TlsReporter reporter, List<Count> counts)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("organization-name", reporter.organisation());
        out.writeObjectFieldStart("date-range");
        out.writeStringField("start-datetime", at(day, LocalTime.MIN));
        out.writeStringField("end-datetime", at(day, LocalTime.of(23, 59, 59)));
        out.writeEndObject();
        out.writeStringField("contact-info", reporter.contact());
        out.writeStringField("report-id", TlsReports.id(day, domain, reporter));
        out.writeArrayFieldStart("policies");
        for (Map.Entry<Policy, List<Count>> policy : byPolicy(counts).entrySet()) {
            writePolicy(out, domain, policy.getKey(), policy.getValue());
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String at(LocalDate day, LocalTime time) {
        return day.atTime(time).toInstant(ZoneOffset.UTC).toString();
    }

    private static Map<Policy, List<Count>> byPolicy(List<Count> counts) {
        Map<Policy, List<Count>> groups = new LinkedHashMap<>();
        for (Count count : counts) {
            TlsSession session = count.session();
            groups.computeIfAbsent(new Policy(session.kind(), session.policyId()), policy -> new ArrayList<>())
                    .add(count);
        }
        return groups;
    }

    private void writePolicy(JsonGenerator out, String domain, Policy policy, List<Count> counts) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("policy");
        out.writeStringField("policy-type", policy.kind().label());
        writePolicyText(out, domain, policy);
        out.writeStringField("policy-domain", domain);
        out.writeEndObject();
        long failed = sum(counts, true);
        out.writeObjectFieldStart("summary");
        out.writeNumberField("total-successful-session-count", sum(counts, false));
        out.writeNumberField("total-failure-session-count", failed);
        out.writeEndObject();
        if (failed > 0) {
            writeFailures(out, counts);
        }
        out.writeEndObject();
    }

    /** Left out if the domain has changed its policy since. */
    private void writePolicyText(JsonGenerator out, String domain, Policy policy) throws IOException {
        Optional<Kept> kept = policy.kind() == Kind.STS
                ? policies.find(domain).filter(one -> one.id().equals(policy.id()))
                : Optional.empty();
        if (kept.isPresent()) {
            out.writeArrayFieldStart("policy-string");
            for (String line : kept.get().text().strip().split("\r?\n")) {
                out.writeString(line);
            }
            out.writeEndArray();
        }
    }

    private static long sum(List<Count> counts, boolean failed) {
        return counts.stream()
                .filter(count -> failed == (count.session().failure() != null))
                .mapToLong(Count::sessions)
                .sum();
    }

    private static void writeFailures(JsonGenerator out, List<Count> counts) throws IOException {
        out.writeArrayFieldStart("failure-details");
        for (Count count : counts) {
            TlsFailure failure = count.session().failure();
            if (failure != null) {
                out.writeStartObject();
                out.writeStringField("result-type", failure.label());
                out.writeStringField("receiving-mx-hostname", count.session().host());
                out.writeNumberField("failed-session-count", count.sessions());
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }
}
