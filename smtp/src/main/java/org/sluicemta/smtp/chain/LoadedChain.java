package org.sluicemta.smtp.chain;

import javax.inject.Inject;
import javax.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The chain in use; available once its mailets have been initialised. */
@Singleton
public final class LoadedChain implements AutoCloseable {
    private volatile @Nullable MailetChain chain;

    @Inject
    public LoadedChain() {}

    /** Called once, at start. */
    public void put(MailetChain loaded) {
        chain = loaded;
    }

    public MailetChain get() {
        MailetChain loaded = chain;
        if (loaded == null) {
            throw new IllegalStateException("mail cannot be sent while the mailets are being initialised");
        }
        return loaded;
    }

    /** Destroys the mailets and matchers, once. */
    @Override
    public synchronized void close() {
        MailetChain loaded = chain;
        chain = null;
        if (loaded != null) {
            loaded.close();
        }
    }
}
