package org.sluicemta.conf.file;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.admission.AdmissionSettings;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.ContentLimits;
import org.sluicemta.limit.LimitKind;
import org.sluicemta.limit.Limits;
import org.sluicemta.limit.LoginLimits;
import org.sluicemta.limit.SessionLimits;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.settings.ChainSettings;
import org.sluicemta.settings.SmtpSettings;
import org.sluicemta.stream.StreamId;

/** The parts of {@code sluice.xml} that say what the SMTP server accepts, and how much of it. */
final class SmtpElements {
    static final ValueType<StreamId> STREAM = new ValueType<>(
            "a stream's name", text -> new StreamId(ValueTypes.NAME.parse().apply(text)), ValueTypes.NAME.form());
    private static final ValueType<Integer> MOST = ValueTypes.integer(0, Integer.MAX_VALUE);
    private static final ValueType<Integer> PERCENT = ValueTypes.integer(0, 100);
    private static final ValueType<String> FIELD = new ValueType<>("the name of a header field", text -> {
        if (!text.matches("[A-Za-z0-9-]{1,70}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    });

    private SmtpElements() {}

    static SmtpSettings read(ElementReader root) {
        return new SmtpSettings(
                clientLimits(root.childOrEmpty("limits", "Limits for clients, over all listeners. 0 means no limit.")),
                admission(root.childOrEmpty(
                        "admission",
                        "Whose mail is deferred when resources run short: first the streams listed here, and only when the reserve "
                                + "is used up, all others.")),
                root.childOrEmpty("repeats", "Repeated messages, which a client sends again to be sure.")
                        .attribute(
                                "header",
                                FIELD,
                                SmtpSettings.DEFAULTS.repeatHeader(),
                                "Header field with an idempotency key: the same key and envelope from the same"
                                        + " tenant within 24 hours gets 250 with the first id and isn't sent"
                                        + " again."),
                chain(root.childOrEmpty("chain", "Limits on running mailet chains.")));
    }

    private static ClientLimits clientLimits(ElementReader element) {
        Map<SubjectKind, Limits> bySubject = new EnumMap<>(SubjectKind.class);
        for (SubjectKind kind : SubjectKind.values()) {
            bySubject.put(kind, limits(element.childOrEmpty(kind.label(), help(kind)), ClientLimits.DEFAULTS.of(kind)));
        }
        return new ClientLimits(
                bySubject,
                element.attribute(
                        "ipv4-network",
                        ValueTypes.integer(8, 32),
                        ClientLimits.DEFAULTS.ipv4Network(),
                        "Prefix length of what counts as one network."),
                element.attribute(
                        "ipv6-network",
                        ValueTypes.integer(16, 128),
                        ClientLimits.DEFAULTS.ipv6Network(),
                        "The same for IPv6."),
                logins(element.childOrEmpty(
                        "logins", "What happens after failed logins. Trusted networks are exempt.")),
                session(element.childOrEmpty("session", "Limits on one session.")),
                content(element.childOrEmpty("content", "Limits on message content while it is received.")));
    }

    private static Limits limits(ElementReader element, Limits defaults) {
        Map<LimitKind, Integer> most = new EnumMap<>(LimitKind.class);
        for (LimitKind kind : LimitKind.values()) {
            most.put(kind, element.attribute(kind.label(), MOST, defaults.of(kind), help(kind)));
        }
        return new Limits(most);
    }

    /** Only what is written; everything else is as for all tenants. */
    static Limits ownLimits(ElementReader element) {
        Map<LimitKind, Integer> most = new EnumMap<>(LimitKind.class);
        for (LimitKind kind : LimitKind.values()) {
            element.optional(kind.label(), MOST, help(kind)).ifPresent(value -> most.put(kind, value));
        }
        return new Limits(most);
    }

    private static LoginLimits logins(ElementReader element) {
        LoginLimits defaults = LoginLimits.DEFAULTS;
        return new LoginLimits(
                element.attribute(
                        "failures",
                        MOST,
                        defaults.failures(),
                        "Failed logins of one address (IPv6: one network) until it is banned; 0 never bans."),
                time(element, "within", defaults.within(), "Period over which failures are counted."),
                time(element, "ban", defaults.ban(), "How long it is refused."),
                element.attribute(
                        "delay",
                        ValueTypes.DURATION_TIME,
                        defaults.delay(),
                        "Delay before the first failure is answered; doubles with each failure in a session, up to 16 "
                                + "times."));
    }

    private static SessionLimits session(ElementReader element) {
        SessionLimits defaults = SessionLimits.DEFAULTS;
        return new SessionLimits(
                time(element, "time", defaults.time(), "Longest session."),
                element.attribute(
                        "octets-per-second",
                        MOST,
                        defaults.octetsPerSecond(),
                        "Slowest rate of content, measured over a minute."));
    }

    private static ContentLimits content(ElementReader element) {
        ContentLimits defaults = ContentLimits.DEFAULTS;
        return new ContentLimits(
                time(element, "time", defaults.time(), "From the first octet of a message to its last, at any rate."),
                element.attribute(
                        "bounce-size",
                        ValueTypes.SIZE_BYTES,
                        defaults.bounceSize(),
                        "Maximum size of a message to the bounce domain."),
                element.attribute(
                        "strangers",
                        ValueTypes.SIZE_BYTES,
                        defaults.strangers(),
                        "Content that all clients without relay rights may have in transfer together, in memory and in "
                                + "files."));
    }

    private static ChainSettings chain(ElementReader element) {
        ChainSettings defaults = ChainSettings.DEFAULTS;
        return new ChainSettings(
                element.attribute(
                        "threads",
                        ValueTypes.integer(1, 10_000),
                        defaults.threads(),
                        "Chains that run at a time; further messages wait."),
                time(
                        element,
                        "time",
                        defaults.time(),
                        "How long a message may wait for and run through its chain before the client gets 451 "
                                + "and nothing is queued. Clients wait ten minutes."));
    }

    private static Duration time(ElementReader element, String attribute, Duration defaults, String help) {
        Duration value = element.attribute(attribute, ValueTypes.DURATION_TIME, defaults, help);
        if (!value.isPositive()) {
            element.problem(attribute + " must be longer than nothing, got \"" + value + "\"", "Leave it out");
            return defaults;
        }
        return value;
    }

    private static AdmissionSettings admission(ElementReader element) {
        AdmissionSettings defaults = AdmissionSettings.DEFAULTS;
        return new AdmissionSettings(
                Set.copyOf(element.attribute(
                        "deferred-first",
                        ValueTypes.listOf(STREAM),
                        List.of(),
                        "Streams that get 451 first. Default: none.")),
                element.attribute(
                        "disk-reserve",
                        PERCENT,
                        defaults.diskReserve(),
                        "Percentage points of the disk, below the broker's max-disk-usage, reserved for the other "
                                + "streams."),
                element.attribute(
                        "heap",
                        PERCENT,
                        defaults.heap(),
                        "Percentage of the heap in use at which all mail waits; 100 for never."),
                element.attribute(
                        "heap-reserve",
                        PERCENT,
                        defaults.heapReserve(),
                        "Percentage points below that, reserved for the other streams."),
                element.attribute(
                        "backlog",
                        MOST,
                        (int) defaults.backlog(),
                        "Queued messages at which all mail waits; 0 for never."),
                element.attribute(
                        "backlog-reserve",
                        PERCENT,
                        defaults.backlogReserve(),
                        "Percentage of them reserved for the other streams."));
    }

    private static String help(LimitKind kind) {
        return switch (kind) {
            case CONNECTIONS -> "Simultaneous connections.";
            case CONNECTIONS_PER_SECOND -> "New connections per second.";
            case MESSAGES_PER_SECOND -> "Messages started per second.";
            case RECIPIENTS_PER_SECOND -> "Recipients a second.";
            case MESSAGES_PER_DAY -> "Messages accepted since midnight UTC.";
            case RECIPIENTS_PER_DAY -> "Recipients accepted since midnight UTC.";
            case RECIPIENTS_PER_MESSAGE -> "Recipients of one message.";
            case BYTES_PER_MESSAGE -> "Octets of one message.";
        };
    }

    private static String help(SubjectKind kind) {
        return switch (kind) {
            case ADDRESS ->
                "Limits for one client address. Trusted networks are exempt. If a client authenticated, "
                        + "its messages and recipients count for its credential and tenant instead.";
            case NETWORK -> "The same for a whole network.";
            case CREDENTIAL -> "Limits for one user name, wherever it connects from.";
            case TENANT -> "Limits for one tenant, unless tenants.xml says otherwise.";
        };
    }
}
