package org.sluicemta.console.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluicemta.console.operation.Caller;
import org.sluicemta.console.operation.Face;
import org.sluicemta.console.operation.OperationProblem;
import org.sluicemta.console.operation.Origin;
import org.sluicemta.console.operation.TokenOperations;
import org.sluicemta.storage.StoreException;

/** Applies to every path of the API: who has access, over which connections, and how problems are reported. */
public final class ApiAccess {
    private static final Logger LOG = LoggerFactory.getLogger(ApiAccess.class);
    private static final String PATHS = "/api/*";
    private static final String SCHEME = "Bearer ";
    private static final String CALLER = "caller";

    private final TokenOperations tokens;

    @Inject
    public ApiAccess(TokenOperations tokens) {
        this.tokens = tokens;
    }

    /** @param readable whether traffic to this server can be read on a network; if so, it accepts no tokens */
    public void register(RoutesConfig routes, boolean readable) {
        routes.before(PATHS, context -> {
            if (readable) {
                throw ApiProblem.forbidden("the API is served on a loopback address or with TLS only;"
                        + " see <http> in docs/reference/configuration.md");
            }
            context.attribute(CALLER, authenticated(context).orElseThrow(ApiProblem::withoutToken));
        });
        routes.exception(OperationProblem.class, (problem, context) -> ApiJson.write(context, ApiProblem.of(problem)));
        routes.exception(ApiProblem.class, (problem, context) -> ApiJson.write(context, problem));
        routes.exception(
                IllegalArgumentException.class,
                (wrong, context) -> ApiJson.write(context, ApiProblem.malformed(String.valueOf(wrong.getMessage()))));
        routes.exception(StoreException.class, (fault, context) -> unavailable(fault, context));
        routes.exception(IOException.class, ApiAccess::brokenOff);
        routes.exception(Exception.class, ApiAccess::failed);
        routes.error(404, ApiAccess::unknownPath);
    }

    /** Whether the request carries an operator's token, one that belongs to no single tenant. */
    public boolean isOperator(Context context) {
        return authenticated(context).filter(Caller.Operator.class::isInstance).isPresent();
    }

    /** Who sent the request. */
    static Caller caller(Context context) {
        Caller caller = context.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("an API path that does not ask for a token");
        }
        return caller;
    }

    private Optional<Caller> authenticated(Context context) {
        String header = context.header("Authorization");
        return header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.empty()
                : tokens.caller(header.substring(SCHEME.length()).strip(), new Origin(Face.HTTP, context.ip()));
    }

    private static void unavailable(Exception fault, Context context) {
        LOG.error("{} {} cannot be answered at the moment: {}", context.method(), context.path(), fault.getMessage());
        ApiJson.write(context, ApiProblem.unavailable());
    }

    /** The client disconnected or was too slow in the middle of its body. */
    private static void brokenOff(IOException fault, Context context) {
        LOG.info("{} {}: the request ended early: {}", context.method(), context.path(), fault.getMessage());
        ApiJson.write(context, ApiProblem.malformed("the request ended before its body was complete"));
    }

    private static void failed(Exception fault, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), fault);
        ApiJson.write(context, ApiProblem.fault());
    }

    /** Keeps a problem that a handler has already written. */
    private static void unknownPath(Context context) {
        if (context.path().startsWith("/api/")
                && !"application/problem+json".equals(context.res().getContentType())) {
            ApiJson.write(context, ApiProblem.notFound("there is no " + context.path()));
        }
    }
}
