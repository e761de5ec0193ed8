package org.sluicemta.bounce;

import com.code_intelligence.jazzer.junit.FuzzTest;

class BounceProcessorFuzz {
    private final BounceProcessor processor = ShippedTable.processor();
    private final ReportJson json = new ReportJson(recipient -> "other", report -> null);

    @FuzzTest
    void saysSomethingOfAnyMessage(byte[] message) {
        json.line("message.eml", processor.parse(message));
    }
}
