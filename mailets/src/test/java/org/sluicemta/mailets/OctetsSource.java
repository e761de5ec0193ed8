package org.sluicemta.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.apache.james.server.core.MimeMessageSource;

/** A source that counts nothing and copies nothing, like the front door's. */
record OctetsSource(byte[] octets) implements MimeMessageSource {
    /** An octet in each character. */
    static OctetsSource of(String text) {
        return new OctetsSource(text.getBytes(ISO_8859_1));
    }

    @Override
    public String getSourceId() {
        return "test";
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(octets);
    }

    @Override
    public long getMessageSize() {
        return octets.length;
    }
}
