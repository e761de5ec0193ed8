package org.sluicemta.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Cache;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class FakeDnsTest {
    private final FakeDns dns = FakeDns.start();

    @AfterEach
    void close() {
        dns.close();
    }

    private SimpleResolver resolver() {
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTimeout(Duration.ofSeconds(5));
        return resolver;
    }

    private Lookup lookup(String name, int type) throws Exception {
        Lookup lookup = new Lookup(Name.fromString(name + "."), type);
        lookup.setResolver(resolver());
        lookup.setCache(new Cache());
        lookup.run();
        return lookup;
    }

    private Message ask(String name, int type) throws Exception {
        return resolver().send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, 1)));
    }

    @Test
    void answersMailExchangersWithTheirTtl() throws Exception {
        dns.ttl(Duration.ofSeconds(7))
                .mx("Example.org", 10, "mx1.example.org")
                .mx("example.org", 20, "mx2.example.org");
        Record[] answers = lookup("example.org", Type.MX).getAnswers();
        assertThat(answers).hasSize(2).allMatch(rr -> rr.getTTL() == 7);
        assertThat(answers)
                .extracting(rr -> ((MXRecord) rr).getTarget().toString())
                .containsExactlyInAnyOrder("mx1.example.org.", "mx2.example.org.");
        assertThat(dns.queryCount("EXAMPLE.org", Type.MX)).isEqualTo(1);
    }

    @Test
    void tellsNoSuchNameFromNoSuchType() throws Exception {
        dns.a("host.example.org", "127.0.0.1");
        assertThat(lookup("host.example.org", Type.MX).getResult()).isEqualTo(Lookup.TYPE_NOT_FOUND);
        assertThat(lookup("example.org", Type.MX).getResult()).isEqualTo(Lookup.TYPE_NOT_FOUND);
        assertThat(lookup("other.example.org", Type.MX).getResult()).isEqualTo(Lookup.HOST_NOT_FOUND);
    }

    @Test
    void failsAsToldAndRecovers() throws Exception {
        dns.a("h.example", "127.0.0.1").trouble("h.example", Type.A, DnsTrouble.SERVFAIL);
        assertThat(lookup("h.example", Type.A).getResult()).isEqualTo(Lookup.TRY_AGAIN);
        dns.trouble("h.example", Type.A, DnsTrouble.NXDOMAIN);
        assertThat(lookup("h.example", Type.A).getResult()).isEqualTo(Lookup.HOST_NOT_FOUND);
        dns.remove("h.example").a("h.example", "127.0.0.9");
        assertThat(lookup("h.example", Type.A).getAnswers()).hasSize(1);
        dns.trouble("h.example", DnsTrouble.REFUSED);
        assertThat(ask("h.example", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    }

    @Test
    void staysSilent() throws Exception {
        dns.trouble("silent.example", DnsTrouble.SILENCE);
        SimpleResolver resolver = resolver();
        resolver.setTimeout(Duration.ofMillis(100));
        Message query = Message.newQuery(Record.newRecord(Name.fromString("silent.example."), Type.A, 1));
        assertThatThrownBy(() -> resolver.send(query)).isInstanceOf(IOException.class);
        assertThat(dns.queryCount("silent.example", Type.A)).isEqualTo(1);
    }

    @Test
    void sendsToTcpWhenTruncatedOrTooLong() throws Exception {
        dns.a("t.example", "127.0.0.5").trouble("t.example", DnsTrouble.TRUNCATED_UDP);
        assertThat(lookup("t.example", Type.A).getAnswers()).hasSize(1);
        assertThat(dns.queries()).extracting(DnsQuery::tcp).containsExactly(false, true);

        dns.txt("long.example", "x".repeat(4000));
        Record[] answers = lookup("long.example", Type.TXT).getAnswers();
        assertThat(String.join("", ((TXTRecord) answers[0]).getStrings())).hasSize(4000);
        assertThat(dns.queries()).extracting(DnsQuery::tcp).containsExactly(false, true, false, true);
    }

    @Test
    void keepsQuotesAndBackslashesInText() throws Exception {
        dns.txt("q.example", "v=1; k=\"a\\b\"");
        Record[] answers = lookup("q.example", Type.TXT).getAnswers();
        List<byte[]> strings = ((TXTRecord) answers[0]).getStringsAsByteArrays();
        assertThat(strings.getFirst()).asString().isEqualTo("v=1; k=\"a\\b\"");
    }

    @Test
    void followsAliasesWildcardsAndReverseNames() throws Exception {
        dns.cname("www.example", "nowhere.example")
                .a("*.wild", "127.0.0.7")
                .cname("alias.example", "any.wild")
                .cname("loop.example", "loop.example")
                .ptr("127.0.0.2", "mta.example");
        assertThat(ask("alias.example", Type.A).getSection(Section.ANSWER)).hasSize(2);
        assertThat(lookup("deep.down.wild", Type.A).getAnswers()).hasSize(1);
        assertThat(ask("www.example", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("loop.example", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(lookup("2.0.0.127.in-addr.arpa", Type.PTR).getAnswers()).hasSize(1);
    }

    @Test
    void tellsNullMx() throws Exception {
        dns.nullMx("no.example");
        MXRecord mx = (MXRecord) lookup("no.example", Type.MX).getAnswers()[0];
        assertThat(mx.getTarget()).isEqualTo(Name.root);
    }

    @Test
    void saysAuthenticDataOnlyForSecureDomainsAndWhenAsked() throws Exception {
        dns.secure("safe.example").a("h.safe.example", "127.0.0.1").a("unsafe.example", "127.0.0.1");
        assertThat(ask("h.safe.example", Type.A).getHeader().getFlag(Flags.AD)).isFalse();
        SimpleResolver asking = resolver();
        asking.setEDNS(0, 1232, ExtendedFlags.DO);
        Message safe = Message.newQuery(Record.newRecord(Name.fromString("h.safe.example."), Type.A, 1));
        Message unsafe = Message.newQuery(Record.newRecord(Name.fromString("unsafe.example."), Type.A, 1));
        assertThat(asking.send(safe).getHeader().getFlag(Flags.AD)).isTrue();
        assertThat(asking.send(unsafe).getHeader().getFlag(Flags.AD)).isFalse();
    }

    @Test
    void answersRubbishWithFormatErrorAndLivesOn() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, dns.address().getAddress())) {
            socket.setSoTimeout(5000);
            byte[] rubbish = new byte[20];
            rubbish[5] = 9;
            rubbish[12] = (byte) 0xff;
            socket.send(new DatagramPacket(rubbish, rubbish.length, dns.address()));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            assertThat(answer.getData()[3] & 0xf).isEqualTo(Rcode.FORMERR);
            socket.setSoTimeout(50);
            socket.send(new DatagramPacket(new byte[3], 3, dns.address()));
            assertThatThrownBy(() -> socket.receive(answer)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(ask("x.example", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }
}
