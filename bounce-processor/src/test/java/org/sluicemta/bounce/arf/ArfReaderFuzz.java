package org.sluicemta.bounce.arf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class ArfReaderFuzz {

    @FuzzTest
    void readsAnyTextAsFeedbackFields(byte[] text) {
        FeedbackReport report = new ArfReader(100).read(new String(text, StandardCharsets.UTF_8));
        if (report.recipients().size() > 100 || report.feedbackType().isEmpty()) {
            throw new AssertionError("outside its bounds");
        }
    }
}
