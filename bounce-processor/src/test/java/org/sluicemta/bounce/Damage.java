package org.sluicemta.bounce;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Damages a message the way transport and tools do: pieces lost, doubled or overwritten. */
final class Damage {
    private Damage() {}

    static byte[] of(byte[] message, Random random) {
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        int at = 0;
        while (at < message.length) {
            int length = Math.min(message.length - at, 1 + random.nextInt(120));
            switch (random.nextInt(12)) {
                case 0 -> {}
                case 1 -> {
                    damaged.write(message, at, length);
                    damaged.write(message, at, length);
                }
                case 2 -> damaged.write(random.nextInt(256));
                case 3 -> damaged.writeBytes(new byte[] {'\n', '\n'});
                default -> damaged.write(message, at, length);
            }
            at += length;
        }
        return damaged.toByteArray();
    }
}
