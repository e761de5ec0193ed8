package org.sluicemta.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.response.Answer;
import org.sluicemta.response.Phase;

/** Answers of real providers, labelled by others; they lie beside the project, not in it. */
final class ResponseCorpus {
    private static final String PLACE = "shared/corpora/responses.jsonl";

    private ResponseCorpus() {}

    /**
     * @param vocabulary who labelled it: {@code sisimai}, {@code crisp}, or {@code none}
     * @param label in their words; empty when there is none
     */
    record Labelled(Answer answer, String vocabulary, String label) {}

    /** The file, looked for beside the project and above; empty when it is not there. */
    static Optional<Path> find() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null) {
            Path file = at.resolve(PLACE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
            at = at.getParent();
        }
        return Optional.empty();
    }

    static List<Labelled> read(Path file) throws IOException {
        List<Labelled> all = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(file)) {
            JsonNode json = mapper.readTree(line);
            // A few lines are of deliveries that went well.
            if (!json.path("code").asText().startsWith("2")) {
                all.add(labelled(json));
            }
        }
        return all;
    }

    private static Labelled labelled(JsonNode json) {
        String code = json.path("code").asText();
        String status = json.path("status").asText();
        Answer answer = new Answer(
                null,
                phase(json.path("command").asText()),
                code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0,
                status.isEmpty() ? null : status,
                json.path("text").asText());
        if (json.has("reason")) {
            return new Labelled(answer, "sisimai", json.path("reason").asText());
        }
        String type = json.path("type").asText();
        return new Labelled(answer, type.isEmpty() ? "none" : "crisp", type);
    }

    private static Phase phase(String command) {
        return switch (command.toUpperCase(Locale.ROOT)) {
            case "EHLO", "HELO" -> Phase.EHLO;
            case "MAIL" -> Phase.MAIL;
            case "RCPT" -> Phase.RCPT;
            case "DATA" -> Phase.END_OF_DATA;
            default -> Phase.REPORT;
        };
    }
}
