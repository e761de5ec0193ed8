package org.sluicemta.queue.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;

/** Messages to be sent, and what they hold. */
final class BrokerMessages {
    private BrokerMessages() {}

    static ClientMessage small(String text) {
        ClientMessage message = new ClientMessageImpl(Message.BYTES_TYPE, true, 0, 0, (byte) 4, 512);
        message.setRoutingType(RoutingType.ANYCAST);
        message.getBodyBuffer().writeBytes(text.getBytes(US_ASCII));
        return message;
    }

    static ClientMessage streamed(InputStream content) {
        ClientMessage message = small("");
        message.setBodyInputStream(content);
        return message;
    }

    static String text(TakenMessage taken) {
        ActiveMQBuffer body = taken.message().getReadOnlyBodyBuffer();
        byte[] text = new byte[body.readableBytes()];
        body.readBytes(text);
        return new String(text, US_ASCII);
    }

    /** Content that ends with a fault before it is whole. */
    static final class BrokenStream extends InputStream {
        private int left = TestBroker.LARGE;

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("the content is gone");
            }
            left--;
            return 'x';
        }
    }
}
