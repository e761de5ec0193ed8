package org.sluicemta.smtp.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Octets, in hexadecimal, that some servers take for the end of DATA and that are none. */
public final class LookalikeEnds {
    private LookalikeEnds() {}

    public static List<String> all() throws IOException {
        try (InputStream in =
                LookalikeEnds.class.getResourceAsStream("/org/sluicemta/smtp/end-of-data-sequences.txt")) {
            if (in == null) {
                throw new IOException("the list is missing");
            }
            return new String(in.readAllBytes(), US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
