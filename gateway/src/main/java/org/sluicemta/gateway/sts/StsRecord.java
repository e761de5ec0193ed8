package org.sluicemta.gateway.sts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The TXT record that says that a domain has a policy, RFC 8461 section 3.1. */
final class StsRecord {
    private static final String VERSION = "v=STSv1";
    private static final String ID_FIELD = "id=";
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<>-~]+");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");

    private StsRecord() {}

    /** The id of the policy; empty if there isn't exactly one record, or if it isn't valid. */
    static Optional<String> id(List<String> texts) {
        List<String> records = texts.stream()
                .filter(text -> text.startsWith(VERSION + ";") || text.startsWith(VERSION + " "))
                .toList();
        return records.size() == 1 ? idOf(records.getFirst()) : Optional.empty();
    }

    private static Optional<String> idOf(String record) {
        String[] parts = record.split(";", -1);
        String id = "";
        for (int i = 0; i < parts.length; i++) {
            String field = parts[i].strip();
            boolean last = i > 0 && i == parts.length - 1;
            boolean valid =
                    i == 0 ? field.equals(VERSION) : FIELD.matcher(field).matches() || last && field.isEmpty();
            if (!valid) {
                return Optional.empty();
            }
            if (id.isEmpty() && field.startsWith(ID_FIELD)) {
                id = field.substring(ID_FIELD.length());
            }
        }
        return ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
    }
}
