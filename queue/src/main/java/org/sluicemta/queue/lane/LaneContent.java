package org.sluicemta.queue.lane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.sluicemta.mail.MessageContent;

/** Content inside a broker message's own buffer, without a copy. Any number of readers at a time. */
final class LaneContent implements MessageContent {
    private final ByteBuf body;

    LaneContent(ByteBuf body) {
        this.body = body;
    }

    @Override
    public long size() {
        return body.readableBytes();
    }

    @Override
    public InputStream open() {
        return new ByteBufInputStream(body.duplicate());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ByteBuf view = body.duplicate();
        view.readBytes(out, view.readableBytes());
    }
}
