package org.sluicemta.conf.xml;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of a text in a schema. It is loose, because an editor must not reject what the reader accepts.
 *
 * @param name of the type in schemas, and on the reference page
 * @param pattern regular expression of XML Schema; empty when any text will do
 * @param words the allowed texts; empty if there is a pattern
 */
public record Form(String name, String pattern, List<String> words) {
    public static final Form TEXT = new Form("text", "", List.of());

    public Form {
        words = List.copyOf(words);
    }

    public static Form pattern(String name, String pattern) {
        return new Form(name, pattern, List.of());
    }

    /** Several values, separated by spaces or commas. */
    Form several() {
        if (equals(TEXT)) {
            return TEXT;
        }
        String one =
                words.isEmpty() ? pattern : words.stream().map(Form::quoted).collect(Collectors.joining("|", "(", ")"));
        return pattern(name + "s", "\\s*(" + one + "([\\s,]+" + one + ")*)?\\s*");
    }

    private static String quoted(String word) {
        return word.replaceAll("([.\\-*+?])", "\\\\$1");
    }
}
