package org.sluicemta.routes.engine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import javax.inject.Singleton;
import org.apache.camel.CamelContext;

/** Binds the Camel context, so that nobody outside this room has to name Camel. */
public final class CamelModule extends AbstractModule {
    @Provides
    @Singleton
    CamelContext camel() {
        return CamelContexts.create();
    }
}
