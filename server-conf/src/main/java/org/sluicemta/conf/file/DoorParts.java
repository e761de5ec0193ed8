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
import org.sluicemta.settings.DoorSettings;
import org.sluicemta.stream.StreamId;

/** The parts of {@code sluice.xml} that say who gets in, and how much of it. */
final class DoorParts {
    static final ValueType<StreamId> STREAM = new ValueType<>(
            "a stream's name", text -> new StreamId(ValueTypes.NAME.parse().apply(text)));
    private static final ValueType<Integer> MOST = ValueTypes.integer(0, Integer.MAX_VALUE);
    private static final ValueType<Integer> PERCENT = ValueTypes.integer(0, 100);
    private static final ValueType<String> FIELD = new ValueType<>("the name of a header field", text -> {
        if (!text.matches("[A-Za-z0-9-]{1,70}")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    });

    private DoorParts() {}

    static DoorSettings read(ElementReader root) {
        return new DoorSettings(
                clientLimits(root.childOrEmpty("limits")),
                admission(root.childOrEmpty("admission")),
                root.childOrEmpty("repeats").attribute("header", FIELD, DoorSettings.USUAL.repeatHeader()),
                chain(root.childOrEmpty("chain")));
    }

    private static ClientLimits clientLimits(ElementReader element) {
        Map<SubjectKind, Limits> bySubject = new EnumMap<>(SubjectKind.class);
        for (SubjectKind kind : SubjectKind.values()) {
            bySubject.put(kind, limits(element.childOrEmpty(kind.label()), ClientLimits.USUAL.of(kind)));
        }
        return new ClientLimits(
                bySubject,
                element.attribute("ipv4-network", ValueTypes.integer(8, 32), ClientLimits.USUAL.ipv4Network()),
                element.attribute("ipv6-network", ValueTypes.integer(16, 128), ClientLimits.USUAL.ipv6Network()),
                logins(element.childOrEmpty("logins")),
                session(element.childOrEmpty("session")),
                content(element.childOrEmpty("content")));
    }

    private static Limits limits(ElementReader element, Limits usual) {
        Map<LimitKind, Integer> most = new EnumMap<>(LimitKind.class);
        for (LimitKind kind : LimitKind.values()) {
            most.put(kind, element.attribute(kind.label(), MOST, usual.of(kind)));
        }
        return new Limits(most);
    }

    /** Only what is written; the rest is as for everyone. */
    static Limits ownLimits(ElementReader element) {
        Map<LimitKind, Integer> most = new EnumMap<>(LimitKind.class);
        for (LimitKind kind : LimitKind.values()) {
            element.optional(kind.label(), MOST).ifPresent(value -> most.put(kind, value));
        }
        return new Limits(most);
    }

    private static LoginLimits logins(ElementReader element) {
        LoginLimits usual = LoginLimits.USUAL;
        return new LoginLimits(
                element.attribute("failures", MOST, usual.failures()),
                time(element, "within", usual.within()),
                time(element, "ban", usual.ban()),
                element.attribute("delay", ValueTypes.DURATION_TIME, usual.delay()));
    }

    private static SessionLimits session(ElementReader element) {
        SessionLimits usual = SessionLimits.USUAL;
        return new SessionLimits(
                time(element, "time", usual.time()),
                element.attribute("octets-per-second", MOST, usual.octetsPerSecond()));
    }

    private static ContentLimits content(ElementReader element) {
        ContentLimits usual = ContentLimits.USUAL;
        return new ContentLimits(
                time(element, "time", usual.time()),
                element.attribute("bounce-size", ValueTypes.SIZE_BYTES, usual.bounceSize()),
                element.attribute("strangers", ValueTypes.SIZE_BYTES, usual.strangers()));
    }

    private static ChainSettings chain(ElementReader element) {
        ChainSettings usual = ChainSettings.DEFAULTS;
        return new ChainSettings(
                element.attribute("threads", ValueTypes.integer(1, 10_000), usual.threads()),
                time(element, "time", usual.time()));
    }

    private static Duration time(ElementReader element, String attribute, Duration usual) {
        Duration value = element.attribute(attribute, ValueTypes.DURATION_TIME, usual);
        if (!value.isPositive()) {
            element.problem(attribute + " must be longer than nothing, got \"" + value + "\"", "Leave it out");
            return usual;
        }
        return value;
    }

    private static AdmissionSettings admission(ElementReader element) {
        AdmissionSettings usual = AdmissionSettings.USUAL;
        return new AdmissionSettings(
                Set.copyOf(element.attribute("deferred-first", ValueTypes.listOf(STREAM), List.of())),
                element.attribute("disk-reserve", PERCENT, usual.diskReserve()),
                element.attribute("heap", PERCENT, usual.heap()),
                element.attribute("heap-reserve", PERCENT, usual.heapReserve()),
                element.attribute("backlog", MOST, (int) usual.backlog()),
                element.attribute("backlog-reserve", PERCENT, usual.backlogReserve()));
    }
}
