package org.sluicemta.smtp.frame;

/** Takes the octets of a message as they are decoded. The array is the decoder's own: copy what is kept. */
@FunctionalInterface
public interface ContentSink {
    void write(byte[] bytes, int offset, int length);
}
