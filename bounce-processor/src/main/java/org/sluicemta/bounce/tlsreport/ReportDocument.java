package org.sluicemta.bounce.tlsreport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluicemta.event.TlsResult;

/**
 * Reads the JSON of a report, RFC 8460 section 4.4, and keeps only sums. What it doesn't know is left alone. Used once.
 */
final class ReportDocument {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(20)
                    .maxStringLength(100_000)
                    .build())
            .build();
    private static final int MOST_RESULTS = 500;
    private static final int MOST_CHARACTERS = 255;
    private static final String OTHER = "other";
    private static final Set<String> POLICY_TYPES = Set.of("sts", "tlsa", "no-policy-found");
    /** RFC 8460 section 4.3. */
    private static final Set<String> RESULT_TYPES = Set.of(
            "starttls-not-supported",
            "certificate-host-mismatch",
            "certificate-expired",
            "certificate-not-trusted",
            "validation-failure",
            "tlsa-invalid",
            "dnssec-invalid",
            "dane-required",
            "sts-policy-fetch-error",
            "sts-policy-invalid",
            "sts-webpki-invalid");

    private record Key(String type, String domain, String result) {}

    private final JsonParser in;
    private final Map<Key, Long> sessions = new LinkedHashMap<>();
    private @Nullable String organisation;
    private @Nullable String id;
    private boolean hasPolicies;

    private ReportDocument(JsonParser in) {
        this.in = in;
    }

    static TlsReportMail read(InputStream json) {
        try (JsonParser in = JSON.createParser(json)) {
            return new ReportDocument(in).report();
        } catch (IOException e) {
            return new TlsReportMail.Unreadable("the report can't be read: " + e.getMessage());
        }
    }

    private TlsReportMail report() throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return new TlsReportMail.Unreadable("the report isn't a JSON object");
        }
        object(name -> {
            switch (name) {
                case "organization-name" -> organisation = text();
                case "report-id" -> id = text();
                case "policies" -> {
                    hasPolicies = true;
                    array(this::policy);
                }
                default -> in.skipChildren();
            }
        });
        return hasPolicies
                ? new TlsReportMail.Report(
                        null,
                        organisation,
                        id,
                        sessions.entrySet().stream()
                                .map(each -> new TlsResult(
                                        each.getKey().type(),
                                        each.getKey().domain(),
                                        each.getKey().result(),
                                        each.getValue()))
                                .toList())
                : new TlsReportMail.Unreadable("the report has no policies");
    }

    private void policy() throws IOException {
        Map<String, Long> results = new LinkedHashMap<>();
        String[] of = {OTHER, ""};
        object(name -> {
            switch (name) {
                case "policy" -> identity(of);
                case "summary" ->
                    object(field -> {
                        if (field.equals("total-successful-session-count")) {
                            results.merge(TlsResult.OK, count(), ReportDocument::sum);
                        } else {
                            in.skipChildren();
                        }
                    });
                case "failure-details" -> array(() -> failure(results));
                default -> in.skipChildren();
            }
        });
        for (Map.Entry<String, Long> each : results.entrySet()) {
            Key key = new Key(of[0], of[1], each.getKey());
            if (each.getValue() > 0) {
                sessions.merge(key, each.getValue(), ReportDocument::sum);
            }
        }
        if (sessions.size() > MOST_RESULTS) {
            throw new IOException("it has more than " + MOST_RESULTS + " different results");
        }
    }

    /** @param of becomes type and domain */
    private void identity(String[] of) throws IOException {
        object(field -> {
            switch (field) {
                case "policy-type" -> of[0] = known(text(), POLICY_TYPES);
                case "policy-domain" -> of[1] = String.valueOf(text());
                default -> in.skipChildren();
            }
        });
    }

    private void failure(Map<String, Long> results) throws IOException {
        String[] type = {OTHER};
        long[] failed = {0};
        object(field -> {
            switch (field) {
                case "result-type" -> type[0] = known(text(), RESULT_TYPES);
                case "failed-session-count" -> failed[0] = count();
                default -> in.skipChildren();
            }
        });
        results.merge(type[0], failed[0], ReportDocument::sum);
    }

    private static String known(@Nullable String text, Set<String> all) {
        return text != null && all.contains(text) ? text : OTHER;
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private interface Field {
        void read(String name) throws IOException;
    }

    private interface Element {
        void read() throws IOException;
    }

    /** The fields of the object that begins here; nothing if it is something else. */
    private void object(Field field) throws IOException {
        if (!in.hasToken(JsonToken.START_OBJECT)) {
            in.skipChildren();
            return;
        }
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            field.read(name);
        }
    }

    /** The elements of the array that begins here; nothing if it is something else. */
    private void array(Element element) throws IOException {
        if (!in.hasToken(JsonToken.START_ARRAY)) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() == null) {
                throw new IOException("it ends too early");
            }
            element.read();
        }
    }

    private @Nullable String text() throws IOException {
        if (!in.hasToken(JsonToken.VALUE_STRING)) {
            in.skipChildren();
            return null;
        }
        String text = in.getText().replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    /** A number of sessions; 0 if it is none. */
    private long count() throws IOException {
        if (!in.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            in.skipChildren();
            return 0;
        }
        return switch (in.getNumberType()) {
            case INT, LONG -> Math.max(0, in.getLongValue());
            default -> 0;
        };
    }
}
