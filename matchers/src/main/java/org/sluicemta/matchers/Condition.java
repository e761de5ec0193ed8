package org.sluicemta.matchers;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import javax.mail.MessagingException;
import org.apache.mailet.MatcherConfig;

/** What follows the equals sign of a matcher: values separated by commas, read strictly. */
final class Condition {
    private Condition() {}

    /**
     * At least one value.
     *
     * @param reader throws IllegalArgumentException for what it can't read
     * @param form what to write, for the error message
     */
    static <T> Set<T> values(MatcherConfig config, Function<String, T> reader, String form) throws MessagingException {
        Set<T> values = new LinkedHashSet<>();
        String text = config.getCondition() == null ? "" : config.getCondition().strip();
        for (String word : text.split("\\s*,\\s*", -1)) {
            try {
                values.add(reader.apply(word));
            } catch (IllegalArgumentException e) {
                throw new MessagingException("matcher " + config.getMatcherName() + " needs " + form + ", got \"" + text
                        + "\"; write for example match=\"" + config.getMatcherName() + "=NAME\"");
            }
        }
        return values;
    }

    static boolean isAbsent(MatcherConfig config) {
        return config.getCondition() == null || config.getCondition().isBlank();
    }

    static void refuse(MatcherConfig config) throws MessagingException {
        if (!isAbsent(config)) {
            throw new MessagingException("matcher " + config.getMatcherName() + " takes no condition, got \""
                    + config.getCondition() + "\"; write match=\"" + config.getMatcherName() + "\"");
        }
    }
}
