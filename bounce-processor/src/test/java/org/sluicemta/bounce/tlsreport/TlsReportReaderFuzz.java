package org.sluicemta.bounce.tlsreport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;

class TlsReportReaderFuzz {
    private final TlsReportReader reader = new TlsReportReader();

    @FuzzTest
    void saysSomethingOfAnyMail(byte[] mail) {
        check(reader.read(mail));
    }

    @FuzzTest
    void saysSomethingOfAnyAttachment(byte[] attachment) {
        check(reader.read(TlsReportReaderTest.mail("application/tlsrpt+gzip", attachment)));
    }

    @FuzzTest
    void saysSomethingOfAnyDocument(byte[] json) {
        check(ReportDocument.read(new ByteArrayInputStream(json)));
    }

    private static void check(TlsReportMail found) {
        if (found instanceof TlsReportMail.Report report
                && (report.results().size() > 500
                        || report.results().stream().anyMatch(result -> result.sessions() < 1))) {
            throw new AssertionError("outside its bounds");
        }
    }
}
