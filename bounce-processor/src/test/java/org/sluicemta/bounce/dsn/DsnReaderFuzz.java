package org.sluicemta.bounce.dsn;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class DsnReaderFuzz {

    @FuzzTest
    void readsAnyTextAsStatusFields(byte[] text) {
        DeliveryStatus status = new DsnReader(100).read(new String(text, StandardCharsets.UTF_8));
        if (status.recipients().size() > 100) {
            throw new AssertionError("more recipients than the limit");
        }
    }
}
