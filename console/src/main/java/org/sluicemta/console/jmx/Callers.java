package org.sluicemta.console.jmx;

import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import org.sluicemta.console.operation.Caller;
import org.sluicemta.console.operation.Face;
import org.sluicemta.console.operation.Origin;

/** Who stands behind the name that a bean's operation is given. Everyone with the JMX secret is an operator. */
@FunctionalInterface
public interface Callers {
    /** How the command line begins the names that it gives. */
    String CLI = "cli:";

    /** Those who ask a server that runs. */
    Callers OF_SERVER = by -> new Caller.Operator(by, new Origin(by.startsWith(CLI) ? Face.CLI : Face.JMX, client()));

    /** Those who run a command where no server does. */
    Callers OFFLINE = by -> new Caller.Operator(by, new Origin(Face.OFFLINE, Origin.HERE));

    Caller.Operator of(String by);

    /** The address of the JMX client; none where the bean is called within this process. */
    private static String client() {
        try {
            return RemoteServer.getClientHost();
        } catch (ServerNotActiveException e) {
            return Origin.HERE;
        }
    }
}
