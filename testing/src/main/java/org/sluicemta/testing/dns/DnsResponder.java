package org.sluicemta.testing.dns;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Turns the bytes of a question into the bytes of its answer. */
final class DnsResponder {
    private static final int UDP_WITHOUT_EDNS = 512;
    private static final int UDP_WITH_EDNS = 1232;
    private static final int TCP_MAX = 65_535;
    private static final long NEGATIVE_TTL = 5;

    private final DnsZones zones;
    private final Consumer<DnsQuery> asked;

    DnsResponder(DnsZones zones, Consumer<DnsQuery> asked) {
        this.zones = zones;
        this.asked = asked;
    }

    /** The answer, or nothing for silence. */
    Optional<byte[]> respond(byte[] question, boolean tcp) {
        Message query;
        try {
            query = new Message(question);
        } catch (IOException e) {
            return formatError(question);
        }
        Record asking = query.getQuestion();
        if (asking == null || query.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        asked.accept(new DnsQuery(asking.getName().toString().toLowerCase(Locale.ROOT), asking.getType(), tcp));
        return respond(query, asking, tcp);
    }

    private Optional<byte[]> respond(Message query, Record asking, boolean tcp) {
        Optional<DnsTrouble> trouble = zones.trouble(asking.getName(), asking.getType());
        Message reply = replyTo(query, asking);
        switch (trouble.orElse(null)) {
            case SILENCE -> {
                return Optional.empty();
            }
            case NXDOMAIN -> negative(reply, Rcode.NXDOMAIN);
            case SERVFAIL -> reply.getHeader().setRcode(Rcode.SERVFAIL);
            case REFUSED -> reply.getHeader().setRcode(Rcode.REFUSED);
            case TRUNCATED_UDP -> {
                if (tcp) {
                    fill(reply, asking, query);
                } else {
                    reply.getHeader().setFlag(Flags.TC);
                }
            }
            case null -> fill(reply, asking, query);
        }
        return Optional.of(reply.toWire(tcp ? TCP_MAX : udpSize(query)));
    }

    private static Message replyTo(Message query, Record asking) {
        Message reply = new Message(query.getHeader().getID());
        Header header = reply.getHeader();
        header.setFlag(Flags.QR);
        header.setFlag(Flags.AA);
        header.setFlag(Flags.RA);
        if (query.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        reply.addRecord(asking, Section.QUESTION);
        OPTRecord edns = query.getOPT();
        if (edns != null) {
            reply.addRecord(new OPTRecord(UDP_WITH_EDNS, 0, 0, edns.getFlags()), Section.ADDITIONAL);
        }
        return reply;
    }

    private void fill(Message reply, Record asking, Message query) {
        DnsZones.Answer answer = zones.answer(asking.getName(), asking.getType());
        answer.records().forEach(rr -> reply.addRecord(rr, Section.ANSWER));
        if (answer.rcode() == Rcode.NXDOMAIN || answer.records().isEmpty()) {
            negative(reply, answer.rcode());
        }
        if (wantsAuthenticity(query) && zones.isSecure(asking.getName())) {
            reply.getHeader().setFlag(Flags.AD);
        }
    }

    // RFC 6840 section 5.7: AD is told to those who ask with DO or AD.
    private static boolean wantsAuthenticity(Message query) {
        OPTRecord edns = query.getOPT();
        return query.getHeader().getFlag(Flags.AD) || (edns != null && (edns.getFlags() & ExtendedFlags.DO) != 0);
    }

    // RFC 2308 section 3: a negative answer carries the SOA that says how long it may be kept.
    private static void negative(Message reply, int rcode) {
        reply.getHeader().setRcode(rcode);
        reply.addRecord(
                new SOARecord(Name.root, DClass.IN, NEGATIVE_TTL, Name.root, Name.root, 1, 60, 60, 60, NEGATIVE_TTL),
                Section.AUTHORITY);
    }

    private static int udpSize(Message query) {
        OPTRecord edns = query.getOPT();
        return edns == null ? UDP_WITHOUT_EDNS : Math.max(UDP_WITHOUT_EDNS, edns.getPayloadSize());
    }

    private static Optional<byte[]> formatError(byte[] question) {
        if (question.length < Header.LENGTH) {
            return Optional.empty();
        }
        Message reply = new Message(((question[0] & 0xff) << 8) | (question[1] & 0xff));
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(Rcode.FORMERR);
        return Optional.of(reply.toWire());
    }
}
