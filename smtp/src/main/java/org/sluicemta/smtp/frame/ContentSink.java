package org.sluicemta.smtp.frame;

/**
 * Receives the octets of a message as they are decoded. The array belongs to the decoder, so copy what must be kept.
 */
@FunctionalInterface
public interface ContentSink {
    void write(byte[] bytes, int offset, int length);
}
