package org.sluicemta.smtp.container;

import com.google.inject.Injector;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.lib.handler.ProtocolHandlerLoader;

/** Makes the handlers of a {@code <handlerchain>} through the injector. */
@Singleton
public final class InjectedHandlers implements ProtocolHandlerLoader {
    private final Injector injector;

    @Inject
    public InjectedHandlers(Injector injector) {
        this.injector = injector;
    }

    @Override
    public ProtocolHandler load(String name, Configuration config) throws LoadingException {
        try {
            Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
            ProtocolHandler handler = (ProtocolHandler) injector.getInstance(type);
            handler.init(config);
            return handler;
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new LoadingException("there is no protocol handler " + name, e);
        } catch (ConfigurationException e) {
            throw new LoadingException("protocol handler " + name + ": " + e.getMessage(), e);
        }
    }
}
