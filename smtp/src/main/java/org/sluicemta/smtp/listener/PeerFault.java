package org.sluicemta.smtp.listener;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Tells what the other side did to a connection (reset, no TLS, no PROXY header) from a fault of ours. */
final class PeerFault {
    private PeerFault() {}

    static boolean is(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof DecoderException
                || cause.getCause() instanceof SSLException;
    }
}
