package org.sluicemta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@acme.example",
                "<a@acme.example>",
                " Anna <a@acme.example> ",
                "Anna B. Carter <a.b@acme.example>",
                "Acme Inc. <a@acme.example>",
                "\"ceo@umbrella.example via us\" <a@acme.example>",
                "\"say \\\"hi\\\"\" <a@acme.example>",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe?= <a@acme.example>",
                "Gr\u00fc\u00dfe <a@b\u00fccher.example>",
                "\ud83d\udc68\u200d\ud83d\udc67 Shop <a@acme.example>",
                "a@acme.example (Anna (at home))",
                "(x) a@acme.example",
                "a@acme.example,\r\n b@acme.example",
                "Anna\r\n\t<a@acme.example>",
                "\"a b\"@acme.example",
                "a@[192.0.2.7]",
                "a+b=c@acme.example"
            })
    void takesWhatEverybodyReadsAlike(String from) {
        assertThat(MailboxList.isExact(from)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Anna",
                "\"x@b.test\" x@a.test",
                "x@b.test <x@a.test>",
                "x@a.test x@b.test",
                "<x@a.test> <x@b.test>",
                "<x@a.test",
                "x@a.test>",
                "<x@a.test>>",
                "<<x@a.test>>",
                "<x@b.test,x@a.test>",
                "<@b.test:x@a.test>",
                "x@a.test,",
                ",x@a.test",
                "x@a.test,,y@a.test",
                "x@a.test; y@b.test",
                "Staff: x@b.test;",
                "x @a.test",
                "x@ a.test",
                "x@a .test",
                "x@a(y).test",
                "x@a.test.",
                "x@.a.test",
                "x..y@a.test",
                "x@y@a.test",
                "\"x@b.test <x@a.test>",
                "(x@b.test <x@a.test>",
                "x@b.test) <x@a.test>",
                "x\\@b.test <x@a.test>",
                "x@a.test\r\nb: x@b.test",
                "x@a.test\n",
                "x@a.test\r\n",
                "x\u0000@a.test",
                "An\u001bna <x@a.test>",
                "\u202ex <x@a.test>",
                "x\u2067 <x@a.test>",
                "x\u200e <x@a.test>",
                "\ufeffx@a.test",
                "x@a\u200c.test",
                "x@a\u00a0.test",
                "\ufffd <x@a.test>",
                "x\u2028 <x@a.test>",
                "x@[a b]"
            })
    void takesNothingThatSomebodyMayReadInAnotherWay(String from) {
        assertThat(MailboxList.isExact(from)).isFalse();
    }

    @Test
    void looksAtALongFieldOnce() {
        assertThat(MailboxList.isExact("<".repeat(8_000))).isFalse();
        assertThat(MailboxList.isExact("(".repeat(8_000) + "x@a.test")).isFalse();
        assertThat(MailboxList.isExact("a".repeat(9_000) + "@a.test")).isFalse();
        assertThat(MailboxList.isExact("a@a.test,".repeat(800) + "a@a.test")).isTrue();
    }
}
