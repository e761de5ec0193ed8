package org.sluicemta.smtp.tls;

import io.netty.buffer.ByteBuf;
import java.util.function.IntConsumer;

/** Finds the types of TLS records in the input, however it is split. RFC 5246 section 6.2.1, RFC 8446 section 5.1. */
final class RecordTypes {
    private static final int HEADER = 5;

    private final IntConsumer types;
    private int headerRead;
    private int length;
    private int bodyLeft;

    /** @param types receives the type of each record as it begins */
    RecordTypes(IntConsumer types) {
        this.types = types;
    }

    /** Inspects more octets without consuming them. */
    void follow(ByteBuf in) {
        int at = in.readerIndex();
        while (at < in.writerIndex()) {
            if (bodyLeft > 0) {
                int skipped = Math.min(bodyLeft, in.writerIndex() - at);
                bodyLeft -= skipped;
                at += skipped;
            } else {
                header(in.getUnsignedByte(at));
                at++;
            }
        }
    }

    private void header(int octet) {
        switch (headerRead) {
            case 0 -> types.accept(octet);
            case 3 -> length = octet << 8;
            case 4 -> bodyLeft = length | octet;
            default -> {} // the version
        }
        headerRead = (headerRead + 1) % HEADER;
    }
}
