package org.sluicemta.console.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.inject.Inject;
import org.sluicemta.console.jmx.SuppressionRow;
import org.sluicemta.console.operation.SuppressionFilter;
import org.sluicemta.console.operation.SuppressionOperations;
import org.sluicemta.console.operation.SuppressionPage;
import org.sluicemta.store.suppression.CsvEntryLines;
import org.sluicemta.store.suppression.EntryFields;
import org.sluicemta.store.suppression.EntryLines;
import org.sluicemta.store.suppression.ImportReport;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.tenant.TenantId;

/** {@code /api/v1/suppressions}: list, look up, add, remove, and add many. */
public final class SuppressionsApi {
    private static final String ALL = "/api/v1/suppressions";
    private static final String BULK = ALL + "/bulk";
    private static final String ONE = ALL + "/{target}";
    private static final int MOST_ON_A_PAGE = 1_000;
    private static final int DEFAULT_PAGE = 100;
    private static final int LONGEST_ENTRY = 16 * 1024;

    private static final String SOURCE = "api";

    private final SuppressionOperations operations;

    @Inject
    public SuppressionsApi(SuppressionOperations operations) {
        this.operations = operations;
    }

    public void register(RoutesConfig routes) {
        // By default Javalin replies 200 to HEAD, whatever the reply to GET would be.
        routes.head(ALL, this::list);
        routes.head(ONE, this::find);
        routes.get(ALL, this::list);
        routes.post(ALL, this::add);
        routes.post(BULK, this::addMany);
        routes.get(ONE, this::find);
        routes.delete(ONE, this::remove);
    }

    private void list(Context context) {
        String tenant = context.queryParam("tenant");
        SuppressionPage page = operations.page(
                ApiAccess.caller(context),
                tenant == null ? null : new TenantId(tenant),
                context.queryParam("cursor"),
                limit(context),
                filter(context));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("entries", page.entries().stream().map(SuppressionRow::of).toList());
        body.put("next", page.next());
        ApiJson.write(context, 200, body);
    }

    private static SuppressionFilter filter(Context context) {
        String reason = context.queryParam("reason");
        return new SuppressionFilter(
                reason == null ? null : SuppressionReason.parse(reason),
                context.queryParam("stream"),
                context.queryParam("source"));
    }

    private static int limit(Context context) {
        String text = context.queryParam("limit");
        if (text == null) {
            return DEFAULT_PAGE;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ON_A_PAGE) {
            throw ApiProblem.malformed("limit must be 1 to " + MOST_ON_A_PAGE + ", got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private void find(Context context) {
        String target = context.pathParam("target");
        List<SuppressionRow> entries = operations.find(ApiAccess.caller(context), target).stream()
                .map(SuppressionRow::of)
                .toList();
        if (entries.isEmpty()) {
            throw ApiProblem.notFound("there is no entry for \"" + target + "\"");
        }
        ApiJson.write(context, 200, Map.of("entries", entries));
    }

    private void add(Context context) throws IOException {
        type(context, "application/json");
        Map<String, String> members;
        try (Reader body = new InputStreamReader(context.bodyInputStream(), UTF_8)) {
            members = ApiJson.members(bounded(body));
        }
        Suppression stored = operations.add(ApiAccess.caller(context), SOURCE, members);
        ApiJson.write(context, 201, SuppressionRow.of(stored));
    }

    private void remove(Context context) {
        operations.remove(
                ApiAccess.caller(context),
                context.pathParam("target"),
                context.queryParam("tenant"),
                context.queryParam("stream"));
        context.status(204);
    }

    private void addMany(Context context) throws IOException {
        String type = type(context, "application/x-ndjson", "text/csv");
        try (Reader body = new InputStreamReader(context.bodyInputStream(), UTF_8)) {
            EntryLines lines = type.equals("text/csv")
                    ? CsvEntryLines.withHeader(body, EntryFields.OF_CLIENT)
                    : new JsonEntryLines(body);
            ImportReport report = operations.addAll(ApiAccess.caller(context), SOURCE, lines);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("added", report.added());
            answer.put("replaced", report.replaced());
            answer.put("bad", report.bad());
            answer.put("bad_lines", report.firstBad());
            ApiJson.write(context, 200, answer);
        }
    }

    /** The content type without parameters, which must be one of these. */
    private static String type(Context context, String... known) {
        String given = context.contentType();
        String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!List.of(known).contains(type)) {
            throw ApiProblem.unknownType(
                    "Content-Type must be " + String.join(" or ", known) + ", got \"" + type + "\"");
        }
        return type;
    }

    private static String bounded(Reader body) throws IOException {
        char[] text = new char[LONGEST_ENTRY + 1];
        int length = 0;
        for (int read = 0; read >= 0 && length < text.length; length += Math.max(read, 0)) {
            read = body.read(text, length, text.length - length);
        }
        if (length > LONGEST_ENTRY) {
            throw ApiProblem.tooLarge("an entry may have " + LONGEST_ENTRY + " characters; for many use " + BULK);
        }
        return new String(text, 0, length);
    }
}
