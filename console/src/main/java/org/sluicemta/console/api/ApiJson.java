package org.sluicemta.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The API's JSON: members in snake_case, only integers and strings. */
final class ApiJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ApiJson() {}

    static void write(Context context, int status, Object value) {
        write(context, status, "application/json", value);
    }

    static void write(Context context, ApiProblem problem) {
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer realm=\"sluice\""); // RFC 6750 section 3
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank"); // RFC 9457 section 4.2.1
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        write(context, problem.status(), "application/problem+json", members);
    }

    private static void write(Context context, int status, String type, Object value) {
        try {
            context.status(status).contentType(type).result(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not printable as JSON: " + value.getClass(), e);
        }
    }

    /**
     * The members of an object, all of them strings; null members are omitted.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    static Map<String, String> members(String text) {
        JsonNode tree;
        try {
            tree = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (!tree.isObject()) {
            throw new IllegalArgumentException("must be a JSON object");
        }
        Map<String, String> members = new LinkedHashMap<>();
        tree.properties().forEach(member -> put(members, member.getKey(), member.getValue()));
        return members;
    }

    private static void put(Map<String, String> members, String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " must be a string, got " + value.getNodeType());
        }
        members.put(name, value.textValue());
    }
}
