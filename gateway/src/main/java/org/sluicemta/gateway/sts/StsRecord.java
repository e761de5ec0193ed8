package org.sluicemta.gateway.sts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The TXT record that says that a domain has a policy, RFC 8461 section 3.1. */
final class StsRecord {
    private static final Pattern FORM =
            Pattern.compile("v=STSv1(?:[ \t]*;[ \t]*[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<>-~]+)*[ \t]*;?[ \t]*");
    private static final Pattern ID = Pattern.compile(";[ \t]*id=([A-Za-z0-9]{1,32})[ \t]*(?:;|$)");

    private StsRecord() {}

    /** The id of the policy; empty if there isn't exactly one record, or if it isn't valid. */
    static Optional<String> id(List<String> texts) {
        List<String> records = texts.stream()
                .filter(text -> text.startsWith("v=STSv1;") || text.startsWith("v=STSv1 "))
                .toList();
        if (records.size() != 1 || !FORM.matcher(records.getFirst()).matches()) {
            return Optional.empty();
        }
        Matcher id = ID.matcher(records.getFirst());
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }
}
