package org.sluicemta.assembly;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the native JCA provider first if its library loads: RSA-2048 signing, the largest CPU cost of a signed message,
 * then takes half the time. Otherwise the JDK's own provider is used.
 */
public final class FastCryptography {
    private static final Logger LOG = LoggerFactory.getLogger(FastCryptography.class);

    private FastCryptography() {}

    /** Does so for this process. Call before any cryptography is used. */
    public static void install() {
        Throwable problem = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (problem != null) {
            LOG.info("The native crypto provider cannot be loaded here ({}); using the JDK's", problem.toString());
            return;
        }
        AmazonCorrettoCryptoProvider.install();
    }
}
