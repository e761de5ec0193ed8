package org.sluicemta.bounce.dsn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluicemta.bounce.mime.FieldGroups;
import org.sluicemta.bounce.mime.HeaderField;
import org.sluicemta.bounce.mime.Headers;
import org.sluicemta.bounce.reply.AddressText;
import org.sluicemta.bounce.reply.StatusCodes;

/** Reads the text of a {@code message/delivery-status} or {@code message/global-delivery-status} part. */
public final class DsnReader {
    private static final String FINAL_RECIPIENT = "Final-Recipient";
    private static final List<String> RECIPIENT_FIELDS =
            List.of(FINAL_RECIPIENT, "Original-Recipient", "X-Actual-Recipient", "Action", "Status", "Remote-MTA");

    private static final List<String> ACTIONS = List.of("failed", "delayed", "delivered", "relayed", "expanded");

    private final int maxRecipients;

    public DsnReader(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    /** Reads groups of fields; garbage is skipped, so the result may have no recipients. */
    public DeliveryStatus read(String text) {
        List<RecipientStatus> recipients = new ArrayList<>();
        String reportingMta = null;
        String envelopeId = null;
        for (Headers group : groups(text)) {
            reportingMta = reportingMta == null ? host(group.first("Reporting-MTA")) : reportingMta;
            envelopeId = envelopeId == null ? emptyToNull(group.first("Original-Envelope-Id")) : envelopeId;
            if (isRecipientGroup(group) && recipients.size() < maxRecipients) {
                recipients.add(recipient(group));
            }
        }
        return new DeliveryStatus(reportingMta, envelopeId, recipients);
    }

    /** The groups of fields. One in which a second recipient begins without a blank line is split in two. */
    private List<Headers> groups(String text) {
        List<Headers> groups = new ArrayList<>();
        for (Headers group : FieldGroups.read(text, maxRecipients + 1)) {
            if (group.all(FINAL_RECIPIENT).size() < 2) {
                groups.add(group);
            } else {
                addSplit(groups, group);
            }
        }
        return groups;
    }

    /** The first recipient field that is repeated begins the next group. */
    private static void addSplit(List<Headers> groups, Headers group) {
        List<HeaderField> fields = new ArrayList<>();
        String first = group.all("Original-Recipient").size() > 1 && originalComesFirst(group)
                ? "Original-Recipient"
                : FINAL_RECIPIENT;
        boolean begun = false;
        for (HeaderField field : group.fields()) {
            if (field.is(first)) {
                if (begun) {
                    groups.add(new Headers(fields));
                    fields.clear();
                }
                begun = true;
            }
            fields.add(field);
        }
        groups.add(new Headers(fields));
    }

    private static boolean originalComesFirst(Headers group) {
        for (HeaderField field : group.fields()) {
            if (field.is(FINAL_RECIPIENT)) {
                return false;
            }
            if (field.is("Original-Recipient")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRecipientGroup(Headers group) {
        return RECIPIENT_FIELDS.stream().anyMatch(group::has);
    }

    private static RecipientStatus recipient(Headers group) {
        TypedValue diagnostic = TypedValue.parse(group.first("Diagnostic-Code"));
        String action = action(group.first("Action"));
        return new RecipientStatus(
                address(group, FINAL_RECIPIENT, "X-Actual-Recipient"),
                localName(group),
                address(group, "Original-Recipient"),
                action,
                StatusCodes.find(group.first("Status")),
                host(group.first("Remote-MTA")),
                diagnostic.type().isEmpty() ? null : diagnostic.type(),
                words(diagnostic.value(), group));
    }

    /** The reply, with what an X.400 gateway adds to it; else the comment of the status. */
    private static @Nullable String words(String diagnostic, Headers group) {
        String added = group.first("X400-Supplementary-Info");
        if (!added.isEmpty()) {
            return (diagnostic + ' ' + added).strip();
        }
        return diagnostic.isEmpty() ? comment(group.first("Status")) : diagnostic;
    }

    /**
     * The text in parentheses after a status, {@code 5.0.0 (recipient reached disk quota)} (RFC 3464 section 2.3.4).
     */
    private static @Nullable String comment(String status) {
        int open = status.indexOf('(');
        int close = status.lastIndexOf(')');
        return open < 0 || close <= open + 1
                ? null
                : status.substring(open + 1, close).strip();
    }

    private static @Nullable String address(Headers group, String... names) {
        for (String name : names) {
            for (String field : group.all(name)) {
                String address = AddressText.first(EncodedAddress.decode(TypedValue.parse(field)));
                if (address != null) {
                    return address;
                }
            }
        }
        return null;
    }

    /** The local part alone, of an Internet address without its domain. */
    private static @Nullable String localName(Headers group) {
        TypedValue value = TypedValue.parse(group.first(FINAL_RECIPIENT));
        String name = value.value().replaceAll("[<>]", "").strip();
        boolean internet = value.type().isEmpty()
                || value.type().equals("rfc822")
                || value.type().equals("local");
        return internet && name.matches("[A-Za-z0-9!#$%&'*+=?^_{|}~.-]{1,64}") ? name : null;
    }

    private static @Nullable String host(String field) {
        TypedValue typed = TypedValue.parse(field);
        if (typed.type().equals("x400")) {
            return emptyToNull(typed.value()); // an X.400 name has spaces in it
        }
        String value = typed.value();
        int end = 0;
        while (end < value.length() && value.charAt(end) > ' ') {
            end++;
        }
        return emptyToNull(value.substring(0, end));
    }

    /**
     * One of the five actions of RFC 3464 section 2.3.3, also for words that mailers have invented for them; or null.
     */
    private static @Nullable String action(String field) {
        String word = field.strip().toLowerCase(Locale.ROOT);
        for (String action : ACTIONS) {
            if (word.startsWith(action)) {
                return action;
            }
        }
        if (word.startsWith("defer") || word.startsWith("warn")) {
            return "delayed";
        }
        boolean failed = word.startsWith("fail") || word.startsWith("error") || word.startsWith("undeliver");
        return failed ? "failed" : null;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
