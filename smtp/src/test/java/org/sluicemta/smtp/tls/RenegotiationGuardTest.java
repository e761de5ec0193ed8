package org.sluicemta.smtp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RenegotiationGuardTest {
    private static final String HELLO = "1603030004aabbccdd";
    private static final String CHANGE = "140303000101";
    private static final String FINISHED = "160303000311aa22";
    private static final String DATA = "17030300021616";

    @Test
    void letsAHandshakeAndDataThrough() {
        assertThat(isOpenAfter(HELLO + HELLO + CHANGE + FINISHED + DATA + DATA)).isTrue();
        // TLS 1.3 in its compatible guise, with a second hello and encrypted handshake records of type 23
        assertThat(isOpenAfter(HELLO + CHANGE + HELLO + DATA + DATA)).isTrue();
    }

    @Test
    void closesWhenTheClientNegotiatesAgain() {
        assertThat(isOpenAfter(HELLO + CHANGE + FINISHED + HELLO)).isFalse();
        assertThat(isOpenAfter(HELLO + CHANGE + FINISHED + DATA + HELLO + CHANGE))
                .isFalse();
    }

    private static boolean isOpenAfter(String records) {
        boolean whole = isOpenAfter(records, records.length() / 2);
        for (int size = 1; size < 9; size++) {
            assertThat(isOpenAfter(records, size)).as("in pieces of %d", size).isEqualTo(whole);
        }
        return whole;
    }

    private static boolean isOpenAfter(String records, int pieces) {
        byte[] octets = HexFormat.of().parseHex(records);
        EmbeddedChannel channel = new EmbeddedChannel(new RenegotiationGuard());
        for (int at = 0; at < octets.length && channel.isOpen(); at += pieces) {
            channel.writeInbound(Unpooled.copiedBuffer(octets, at, Math.min(pieces, octets.length - at)));
        }
        boolean open = channel.isOpen();
        channel.finishAndReleaseAll();
        return open;
    }
}
