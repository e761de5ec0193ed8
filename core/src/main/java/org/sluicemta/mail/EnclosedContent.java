package org.sluicemta.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** Content with octets before and after it, without copying it. */
public final class EnclosedContent implements MessageContent {
    private final byte[] before;
    private final MessageContent enclosed;
    private final byte[] after;

    public EnclosedContent(byte[] before, MessageContent enclosed, byte[] after) {
        this.before = before;
        this.enclosed = enclosed;
        this.after = after;
    }

    @Override
    public long size() {
        return before.length + enclosed.size() + after.length;
    }

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(before), enclosed.open(), new ByteArrayInputStream(after))));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(before);
        enclosed.writeTo(out);
        out.write(after);
    }
}
