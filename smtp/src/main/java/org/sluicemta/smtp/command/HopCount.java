package org.sluicemta.smtp.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the Received fields of a header, RFC 5321 section 6.3, without reading further than the header goes. */
final class HopCount {
    private static final byte[] NAME = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};

    private HopCount() {}

    /** @param enough where counting may stop */
    static int of(InputStream content, int enough) throws IOException {
        InputStream in = new BufferedInputStream(content, 2048);
        int hops = 0;
        int inLine = 0;
        boolean matching = true;
        for (int b = in.read(); b >= 0 && hops <= enough; b = in.read()) {
            if (b == '\n') {
                if (inLine == 0) {
                    break;
                }
                inLine = 0;
                matching = true;
            } else if (b != '\r') {
                matching = matching && inLine < NAME.length && (b | 0x20) == NAME[inLine];
                inLine++;
                hops += matching && inLine == NAME.length ? 1 : 0;
            }
        }
        return hops;
    }
}
