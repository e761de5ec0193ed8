package org.sluicemta.testing.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** AUTH PLAIN (RFC 4616) and AUTH LOGIN, both with and without an initial response (RFC 4954 section 4). */
final class SinkAuth {
    private final SinkWire wire;
    private final SinkAnswers answers;
    private final Map<String, String> credentials;

    SinkAuth(SinkWire wire, SinkAnswers answers, Map<String, String> credentials) {
        this.wire = wire;
        this.answers = answers;
        this.credentials = credentials;
    }

    /**
     * Carries out the exchange after an AUTH command, up to the final reply but without it.
     *
     * @param argument what followed {@code AUTH}
     * @return the user; empty if the mechanism is unknown, the exchange malformed or the password wrong
     */
    Optional<String> identify(String argument) throws IOException {
        List<String> words = List.of(argument.strip().split(" +"));
        Optional<String> initial = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        return switch (words.getFirst().toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> plain(initial.isPresent() ? initial.get() : ask(""));
            case "LOGIN" -> login(initial.isPresent() ? initial.get() : ask("Username:"));
            default -> Optional.empty();
        };
    }

    private String ask(String prompt) throws IOException {
        answers.plain(334, Base64.getEncoder().encodeToString(prompt.getBytes(StandardCharsets.US_ASCII)));
        return wire.readLine();
    }

    private Optional<String> plain(String response) {
        return decode(response)
                .map(text -> List.of(text.split("\0", -1)))
                .filter(parts -> parts.size() == 3)
                .flatMap(parts -> check(parts.get(1), parts.get(2)));
    }

    private Optional<String> login(String user) throws IOException {
        String password = ask("Password:");
        return decode(user).flatMap(name -> decode(password).flatMap(secret -> check(name, secret)));
    }

    private Optional<String> check(String user, String password) {
        return password.equals(credentials.get(user)) ? Optional.of(user) : Optional.empty();
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // invalid base64 just counts as a failed attempt
        }
    }
}
