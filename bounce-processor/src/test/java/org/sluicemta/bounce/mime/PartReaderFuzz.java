package org.sluicemta.bounce.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PartReaderFuzz {
    private static final MimeLimits LIMITS = new MimeLimits(200, 12, 500, 64 << 10);

    @FuzzTest
    void readsAnyBytesIntoParts(byte[] message) {
        readEverything(PartReader.read(new Slice(message, 0, message.length), LIMITS));
    }

    private static void readEverything(Part part) {
        part.text();
        HtmlText.of(part.text());
        part.headers().fields().forEach(field -> part.headers().decoded(field.name()));
        part.children().forEach(PartReaderFuzz::readEverything);
    }
}
