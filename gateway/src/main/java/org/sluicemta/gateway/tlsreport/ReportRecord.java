package org.sluicemta.gateway.tlsreport;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The TXT record that says where reports go, RFC 8460 section 3. */
public final class ReportRecord {
    /** Of the name that has the record; the domain follows. */
    public static final String PREFIX = "_smtp._tls.";

    private static final String VERSION = "v=TLSRPTv1";
    private static final String TARGETS = "rua=";
    /** A domain that names more wants to flood somebody. */
    private static final int MOST_TARGETS = 5;

    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}=[!-:<>-~]+");

    private ReportRecord() {}

    /**
     * The URIs that reports go to, without those that can't be used. None if the domain doesn't ask for reports, or has
     * not exactly one record, or one that isn't valid.
     */
    public static List<String> targets(List<String> texts) {
        // Others are left out before they are counted.
        List<String> records =
                texts.stream().filter(text -> text.startsWith(VERSION + ";")).toList();
        return records.size() == 1 ? targets(records.getFirst()) : List.of();
    }

    private static List<String> targets(String record) {
        String[] parts = record.split(";", -1);
        List<String> targets = List.of();
        for (int i = 1; i < parts.length; i++) {
            String field = parts[i].strip();
            if (field.startsWith(TARGETS) && targets.isEmpty()) {
                targets = usable(field.substring(TARGETS.length()));
            } else if (!FIELD.matcher(field).matches() && !(field.isEmpty() && i == parts.length - 1)) {
                return List.of();
            }
        }
        return targets;
    }

    private static List<String> usable(String list) {
        List<String> usable = new ArrayList<>();
        for (String uri : list.split(",", -1)) {
            String bare = uri.strip();
            if (usable.size() < MOST_TARGETS
                    && !usable.contains(bare)
                    && ReportTarget.of(bare).isPresent()) {
                usable.add(bare);
            }
        }
        return usable;
    }
}
