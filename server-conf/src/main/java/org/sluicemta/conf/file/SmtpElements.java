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

/** The parts of {@code sluice.xml} that say who gets in, and how much of it. */
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
                clientLimits(
                        root.childOrEmpty("limits", "How much clients may do, over all listeners. 0 is no limit.")),
                admission(root.childOrEmpty(
                        "admission",
                        "Who waits when room gets short: first the streams named here, and only when their reserve "
                                + "is used up too, all others.")),
                root.childOrEmpty("repeats", "Messages that a client sends again to be sure.")
                        .attribute(
                                "header",
                                FIELD,
                                SmtpSettings.DEFAULTS.repeatHeader(),
                                "Header field whose value marks a message: the same value and envelope of the same"
                                        + " tenant within 24 hours is answered 250 with the first id, and not sent"
                                        + " again."),
                chain(root.childOrEmpty("chain", "What the mailet chains of all messages may take.")));
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
                logins(element.childOrEmpty("logins", "What failed logins lead to. Not for trusted networks.")),
                session(element.childOrEmpty("session", "What one session may take.")),
                content(element.childOrEmpty(
                        "content", "What the content of messages may take while it is received.")));
    }

    private static Limits limits(ElementReader element, Limits defaults) {
        Map<LimitKind, Integer> most = new EnumMap<>(LimitKind.class);
        for (LimitKind kind : LimitKind.values()) {
            most.put(kind, element.attribute(kind.label(), MOST, defaults.of(kind), help(kind)));
        }
        return new Limits(most);
    }

    /** Only what is written; the rest is as for everyone. */
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
                time(element, "within", defaults.within(), "Time in which they count together."),
                time(element, "ban", defaults.ban(), "How long it is turned away."),
                element.attribute(
                        "delay",
                        ValueTypes.DURATION_TIME,
                        defaults.delay(),
                        "Wait before the first failure is answered; doubles with each in a session, up to 16 "
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
                        "Slowest pace of content, measured over a minute."));
    }

    private static ContentLimits content(ElementReader element) {
        ContentLimits defaults = ContentLimits.DEFAULTS;
        return new ContentLimits(
                time(
                        element,
                        "time",
                        defaults.time(),
                        "From the first octet of a message to its last, whatever its pace."),
                element.attribute(
                        "bounce-size",
                        ValueTypes.SIZE_BYTES,
                        defaults.bounceSize(),
                        "Largest message to the bounce domain."),
                element.attribute(
                        "strangers",
                        ValueTypes.SIZE_BYTES,
                        defaults.strangers(),
                        "Content that clients who may not relay may have under way together, in memory and in "
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
                        "How long a message may wait for its chain and be in it, before its client is answered 451 "
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
                        "Streams that are told 451 first; none when left out.")),
                element.attribute(
                        "disk-reserve",
                        PERCENT,
                        defaults.diskReserve(),
                        "Percentage points of the disk, below the broker's max-disk-usage, that the other streams "
                                + "keep for themselves."),
                element.attribute(
                        "heap",
                        PERCENT,
                        defaults.heap(),
                        "Percentage of the heap in use at which everything waits; 100 is never."),
                element.attribute(
                        "heap-reserve",
                        PERCENT,
                        defaults.heapReserve(),
                        "Percentage points below that which the other streams keep."),
                element.attribute(
                        "backlog",
                        MOST,
                        (int) defaults.backlog(),
                        "Queued messages at which everything waits; 0 is never."),
                element.attribute(
                        "backlog-reserve",
                        PERCENT,
                        defaults.backlogReserve(),
                        "Percent of them that the other streams keep."));
    }

    private static String help(LimitKind kind) {
        return switch (kind) {
            case CONNECTIONS -> "Connections at a time.";
            case CONNECTIONS_PER_SECOND -> "New connections a second.";
            case MESSAGES_PER_SECOND -> "Messages begun a second.";
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
                "What one client address may do. Not for trusted networks; where a client authenticated, "
                        + "its messages and recipients are counted for its credential and tenant instead.";
            case NETWORK -> "The same for a whole network.";
            case CREDENTIAL -> "What one user name may do, wherever it comes from.";
            case TENANT -> "What one tenant may do, unless tenants.xml says otherwise.";
        };
    }
}
