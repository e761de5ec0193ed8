package org.sluicemta.bounce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The corpora that lie beside the project, when they do: {@code ../shared/corpora} from its root. */
final class Corpora {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpora() {}

    /**
     * One message and what it reports.
     *
     * @param path relative to the folder, also what it is called in messages
     * @param set family it comes from
     * @param recipients expected ones; null where nobody wrote them down
     */
    record Case(
            String path, String set, Path file, @Nullable List<Expected> recipients) {}

    /**
     * One expected recipient.
     *
     * @param address null where the source does not name one
     * @param severity by the class of the status, null where the status was invented
     */
    record Expected(@Nullable String address, @Nullable Severity severity) {}

    /** The folder of bounces, or empty when the corpora are not on this machine. */
    static Optional<Path> bounces() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            Path folder = at.resolve("shared/corpora/bounces");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
            at = at.getParent();
        }
        return Optional.empty();
    }

    static List<Case> cases(Path folder) {
        List<Case> cases = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(folder.resolve("expected.jsonl"))) {
                JsonNode node = JSON.readTree(line);
                String path = node.get("path").asText();
                cases.add(new Case(path, node.get("set").asText(), folder.resolve(path), expected(node)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static @Nullable List<Expected> expected(JsonNode node) {
        if (!node.has("expected")) {
            return null;
        }
        List<Expected> recipients = new ArrayList<>();
        for (JsonNode each : node.get("expected")) {
            JsonNode address = each.has("recipient") ? each.get("recipient") : each.get("address");
            recipients.add(new Expected(address == null || address.isNull() ? null : address.asText(), severity(each)));
        }
        return recipients;
    }

    private static @Nullable Severity severity(JsonNode each) {
        if (each.path("status_is_synthetic").asBoolean()) {
            return null;
        }
        for (String name : List.of("severity", "permanence", "kind")) {
            if (each.has(name)) {
                return Severity.valueOf(each.get(name).asText().toUpperCase(java.util.Locale.ROOT));
            }
        }
        JsonNode status = each.get("deliverystatus");
        return status == null || status.isNull() ? null : ofClassDigit(status.asText());
    }

    /** RFC 3463 section 3.1. */
    private static @Nullable Severity ofClassDigit(String status) {
        return switch (status.isEmpty() ? ' ' : status.charAt(0)) {
            case '5' -> Severity.PERMANENT;
            case '4' -> Severity.TEMPORARY;
            case '2' -> Severity.NONE;
            default -> null;
        };
    }
}
