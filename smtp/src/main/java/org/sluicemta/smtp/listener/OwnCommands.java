package org.sluicemta.smtp.listener;

import java.util.List;
import org.apache.james.protocols.lib.handler.HandlersPackage;

/** Tells James to load none of its own command handlers: the commands are ours. */
public final class OwnCommands implements HandlersPackage {
    @Override
    public List<String> getHandlers() {
        return List.of();
    }
}
