package org.sluicemta.console.jmx;

import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import org.sluicemta.console.operation.Caller;
import org.sluicemta.console.operation.Face;
import org.sluicemta.console.operation.Origin;

/** Turns the name given to a bean's operation into a caller. Everyone with the JMX secret is an operator. */
@FunctionalInterface
public interface Callers {
    /** Prefix of names given by the command line. */
    String CLI = "cli:";

    /** Callers of a running server. */
    Callers OF_SERVER = by -> new Caller.Operator(by, new Origin(by.startsWith(CLI) ? Face.CLI : Face.JMX, client()));

    /** Callers that run a command without a server. */
    Callers OFFLINE = by -> new Caller.Operator(by, new Origin(Face.OFFLINE, Origin.HERE));

    Caller.Operator of(String by);

    /** The address of the JMX client; none if the bean is called within this process. */
    private static String client() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            return Origin.HERE;
        }
    }
}
