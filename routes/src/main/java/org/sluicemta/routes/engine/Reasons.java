package org.sluicemta.routes.engine;

import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.RuntimeCamelException;

/** The part of a Camel exception that matters to an operator: the reason on one line, without the route. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        Throwable reason = failure;
        while (saysNothing(reason) && reason.getCause() != null) {
            reason = reason.getCause();
        }
        String text = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        return text.lines().findFirst().orElse("").strip().replaceFirst("[.]$", "");
    }

    private static boolean saysNothing(Throwable failure) {
        return failure instanceof FailedToCreateRouteException
                || failure instanceof FailedToStartRouteException
                || failure instanceof ResolveEndpointFailedException && !(failure instanceof NoSuchEndpointException)
                || failure.getClass().equals(RuntimeCamelException.class);
    }
}
