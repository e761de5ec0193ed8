package org.sluicemta.gateway.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;

/** Whatever a server sends is a reply or a protocol fault, never another exception. */
class ReplyDecoderFuzz {
    @FuzzTest(maxDuration = "10s")
    void readsOrRefuses(byte[] octets) {
        EmbeddedChannel channel = new EmbeddedChannel(new ReplyDecoder());
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(octets));
            for (ServerReply reply = channel.readInbound(); reply != null; reply = channel.readInbound()) {
                var unused = reply.toSmtpReply();
            }
        } catch (DecoderException e) {
            if (!(e.getCause() instanceof WireException)) {
                throw e;
            }
        }
    }
}
