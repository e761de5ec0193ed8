package org.sluicemta.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluicemta.console.ListFixture;
import org.sluicemta.store.access.ApiTokens;
import org.sluicemta.suppression.Suppression;
import org.sluicemta.suppression.SuppressionReason;
import org.sluicemta.suppression.SuppressionScope;

class SuppressionsApiIT {
    private static final String ALL = "/api/v1/suppressions";
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    @TempDir
    Path home;

    private ApiFixture api;
    private String operator;
    private String acme;

    @BeforeEach
    void start() throws Exception {
        api = new ApiFixture(home);
        operator = api.token(null);
        acme = api.token(ListFixture.ACME);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "sluice_0000000000000000_" + "0"})
    void asksForAToken(String wrong) throws Exception {
        HttpResponse<String> refused = api.get(ALL, wrong);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"sluice\"");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void refusesARevokedTokenAndOneWithAnotherSecret() throws Exception {
        ApiTokens.Fresh fresh = api.tokens.add("short-lived", null, "test");
        String guessed = fresh.text().substring(0, fresh.text().length() - 1)
                + (fresh.text().endsWith("0") ? "1" : "0");

        assertThat(api.get(ALL, fresh.text()).statusCode()).isEqualTo(200);
        assertThat(api.get(ALL, guessed).statusCode()).isEqualTo(401);
        assertThat(api.tokens.revoke(fresh.token().id(), "test")).isTrue();
        assertThat(api.get(ALL, fresh.text()).statusCode()).isEqualTo(401);
        assertThat(api.tokens.all()).extracting("name").containsExactly("shop", "shop");
    }

    @Test
    void takesNoTokensWhereTheyCouldBeRead(@TempDir Path other) throws Exception {
        try (ApiFixture open = new ApiFixture(other, true)) {
            assertThat(open.get(ALL, open.token(null)).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void writesWhoDidItIntoTheAudit() throws Exception {
        assertThat(api.post(ALL, acme, JSON, "{\"target\":\"A@B.eu\"}").statusCode())
                .isEqualTo(201);
        assertThat(api.delete(ALL + "/a@b.eu", acme).statusCode()).isEqualTo(204);

        assertThat(api.parts.list.history("a@b.eu", 10))
                .allSatisfy(change -> assertThat(change.by()).startsWith("api:shop/"))
                .hasSize(2);
    }

    @Test
    void keepsATenantToItsOwnEntries() throws Exception {
        seed("a@b.eu", new SuppressionScope.Global());
        seed("a@b.eu", new SuppressionScope.OfTenant(ListFixture.GLOBEX));

        assertThat(api.get(ALL + "/a@b.eu", acme).statusCode()).isEqualTo(404);
        assertThat(entries(api.get(ALL, acme))).isEmpty();
        assertThat(api.get(ALL + "?tenant=globex", acme).statusCode()).isEqualTo(403);
        assertThat(api.post(ALL, acme, JSON, "{\"target\":\"c@d.eu\",\"tenant\":\"globex\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.delete(ALL + "/a@b.eu?tenant=globex", acme).statusCode()).isEqualTo(403);
        assertThat(api.delete(ALL + "/a@b.eu", acme).statusCode()).isEqualTo(404);
        assertThat(json(api.post(ALL + "/bulk", acme, LINES, "{\"target\":\"c@d.eu\",\"tenant\":\"globex\"}\n"))
                        .path("bad")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.parts.list.size()).isEqualTo(2);
    }

    @Test
    void takesAnAddressWithASlash() throws Exception {
        assertThat(api.post(ALL, acme, JSON, "{\"target\":\"a/b@c.eu\"}").statusCode())
                .isEqualTo(201);
        assertThat(entries(api.get(ALL + "/a%2Fb@c.eu", acme)))
                .singleElement()
                .extracting(entry -> entry.path("target").asText())
                .isEqualTo("a/b@c.eu");
        assertThat(api.delete(ALL + "/a%2fb@c.eu", acme).statusCode()).isEqualTo(204);
        for (String trick : List.of(
                "/api%2Fv1/suppressions",
                "/api/v1%2Fsuppressions", "/api/v1/suppressions/..%2f..%2fv1" + "%2fsuppressions")) {
            assertThat(api.get(trick, acme).statusCode()).as(trick).isIn(400, 404);
        }
    }

    @Test
    void answersHeadAsItWouldGet() throws Exception {
        seed("a@b.eu", new SuppressionScope.OfTenant(ListFixture.ACME));
        seed("c@d.eu", new SuppressionScope.OfTenant(ListFixture.GLOBEX));

        assertThat(api.head(ALL + "/a@b.eu", acme).statusCode()).isEqualTo(200);
        assertThat(api.head(ALL + "/c@d.eu", acme).statusCode()).isEqualTo(404);
        assertThat(api.head(ALL, "nonsense").statusCode()).isEqualTo(401);
        assertThat(api.head(ALL + "?tenant=globex", acme).statusCode()).isEqualTo(403);
    }

    @Test
    void showsAnOperatorEverything() throws Exception {
        seed("a@b.eu", new SuppressionScope.Global());
        seed("a@b.eu", new SuppressionScope.OfTenant(ListFixture.GLOBEX));

        assertThat(entries(api.get(ALL + "/A@B.EU", operator))).hasSize(2);
        assertThat(entries(api.get(ALL + "?tenant=globex", operator))).hasSize(1);
        assertThat(api.delete(ALL + "/a@b.eu", operator).statusCode()).isEqualTo(204);
        assertThat(api.parts.list.find("a@b.eu"))
                .extracting("scope")
                .containsExactly(new SuppressionScope.OfTenant(ListFixture.GLOBEX));
    }

    @Test
    void pagesThroughAllEntriesOnce() throws Exception {
        for (int i = 10; i < 35; i++) {
            seed("a" + i + "@b.eu", new SuppressionScope.OfTenant(ListFixture.ACME));
            seed("a" + i + "@b.eu", new SuppressionScope.OfStream(ListFixture.ACME, ListFixture.MARKETING));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(api.get(ALL + "?limit=7" + cursor, acme));
            page.path("entries").forEach(entry -> seen.add(entry.path("target") + " " + entry.path("stream")));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        } while (cursor != null);

        assertThat(seen).hasSize(50).doesNotHaveDuplicates();
        assertThat(entries(api.get(ALL + "?stream=marketing&limit=1000", acme))).hasSize(25);
        assertThat(entries(api.get(ALL + "?reason=complaint", acme))).isEmpty();
    }

    @Test
    void addsManyAndReportsBadLines() throws Exception {
        String body = "{\"target\":\"a@b.eu\"}\n\nnonsense\n{\"target\":7}\n{\"traget\":\"x@y.eu\"}\n[]\n"
                + "{\"target\":\"a@b.eu\",\"expires\":\"2020-01-01T00:00:00Z\"}\n{\"target\":\"c@d.eu\",\"reason\":\"complaint\"}";

        JsonNode report = json(api.post(ALL + "/bulk", acme, LINES, body));

        assertThat(report.path("added").asInt()).isEqualTo(2);
        assertThat(report.path("bad_lines").findValuesAsText("line")).containsExactly("3", "4", "5", "6", "7");
        assertThat(api.parts.list.find("c@d.eu").getFirst().reason()).isEqualTo(SuppressionReason.COMPLAINT);
        assertThat(json(api.post(ALL + "/bulk", acme, LINES, "{\"target\":\"a@b.eu\"}"))
                        .path("replaced")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void letsAnEntryExpire() throws Exception {
        String end = api.parts.clock.instant().plus(Duration.ofDays(1)).toString();

        JsonNode entry = json(api.post(ALL, acme, JSON, "{\"target\":\"a@b.eu\",\"expires\":\"" + end + "\"}"));

        assertThat(entry.path("expires").asText()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '#',
            value = {
                "{,400",
                "[],400",
                "{},400",
                "{\"target\":\"\"},400",
                "{\"target\":\"a@b.eu\" \"x\":1},400",
                "{\"target\":\"a@@\"},400",
                "#{\"target\":\"a@b.eu\",\"reason\":\"because\"}#,400",
                "#{\"target\":\"a@b.eu\",\"stream\":\"A B\"}#,400",
                "#{\"target\":\"a@b.eu\",\"expires\":\"soon\"}#,400"
            })
    void saysWhatIsWrongWithAnEntry(String body, int status) throws Exception {
        HttpResponse<String> refused = api.post(ALL, acme, JSON, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(json(refused).path("detail").asText()).isNotBlank();
        assertThat(api.parts.list.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nothing,404",
        "/api/v1/suppressions?limit=0,400",
        "/api/v1/suppressions?limit=9999,400",
        "/api/v1/suppressions?cursor=%25,400",
        "/api/v1/suppressions?reason=x,400"
    })
    void answersEveryMistakeWithAProblem(String path, int status) throws Exception {
        HttpResponse<String> refused = api.get(path, operator);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(refused).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void boundsAnEntryAndKnowsItsContentTypes() throws Exception {
        String long_ = "{\"target\":\"a@b.eu\",\"evidence\":\"" + "x".repeat(20_000) + "\"}";

        assertThat(api.post(ALL, acme, JSON, long_).statusCode()).isEqualTo(413);
        assertThat(api.post(ALL, acme, "text/plain", "{}").statusCode()).isEqualTo(415);
        assertThat(api.post(ALL + "/bulk", acme, JSON, "{}").statusCode()).isEqualTo(415);
        assertThat(json(api.post(ALL + "/bulk", acme, LINES, "x".repeat(100_000) + "\n{\"target\":\"a@b.eu\"}"))
                        .path("added")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.post(ALL + "/bulk", acme, "text/csv", "who,why\na@b.eu,x\n")
                        .statusCode())
                .isEqualTo(400);
    }

    private void seed(String target, SuppressionScope scope) {
        api.parts.list.add(new Suppression(
                target, scope, SuppressionReason.MANUAL, "test", null, "test", api.parts.clock.instant(), null));
    }

    private static List<JsonNode> entries(HttpResponse<String> answer) throws Exception {
        List<JsonNode> entries = new ArrayList<>();
        json(answer).path("entries").forEach(entries::add);
        return entries;
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
