package org.sluicemta.conf.xml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands {@code ${env:NAME}} and {@code ${env:NAME:-default}}. As in a shell, an empty variable counts as unset, and a
 * default may be empty. Other {@code ${…}} are left alone, because mailets have their own.
 */
final class EnvironmentText {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([^}:]*)(:-([^}]*))?}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> environment;
    private final Problems problems;

    EnvironmentText(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    /** The text with every reference expanded. A missing variable is a problem and expands to nothing. */
    String fill(String text, String where) {
        if (!text.contains("${env:")) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(filled, Matcher.quoteReplacement(value(reference, where)));
        }
        reference.appendTail(filled);
        if (filled.indexOf("${env:") >= 0) {
            problems.add(
                    where,
                    "a reference to the environment is not closed, got \"" + text + "\"",
                    "Write ${env:NAME} or ${env:NAME:-default}");
            return "";
        }
        return filled.toString();
    }

    private String value(Matcher reference, String where) {
        String name = reference.group(1);
        String value = environment.getOrDefault(name, "");
        if (!value.isEmpty()) {
            return value;
        }
        String otherwise = reference.group(3);
        if (otherwise != null) {
            return otherwise;
        }
        if (NAME.matcher(name).matches()) {
            problems.add(
                    where,
                    "environment variable " + name + " is not set",
                    "Set it, or give a default: ${env:" + name + ":-default}");
        } else {
            problems.add(
                    where,
                    "not a name of an environment variable, got \"" + name + "\"",
                    "Use letters, digits and underscores");
        }
        return "";
    }
}
