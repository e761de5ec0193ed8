package org.sluicemta.smtp.listener;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Tells connection errors caused by the peer (reset, no TLS, no PROXY header) from our own faults. */
final class PeerFault {
    private PeerFault() {}

    static boolean is(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof DecoderException
                || cause.getCause() instanceof SSLException;
    }
}
