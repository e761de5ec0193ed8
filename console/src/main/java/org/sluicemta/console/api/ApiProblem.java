package org.sluicemta.console.api;

import org.sluicemta.console.operation.OperationProblem;

/** A request that can't be fulfilled; becomes an RFC 9457 problem. The client sees the detail unchanged. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;

    private ApiProblem(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    static ApiProblem of(OperationProblem problem) {
        return switch (problem.kind()) {
            case FORBIDDEN -> forbidden(problem.what());
            case NOT_FOUND -> notFound(problem.what());
            case CONFLICT -> new ApiProblem(409, "Conflict", problem.what());
            case STORAGE, CONFIGURATION -> fault();
            case UNAVAILABLE -> new ApiProblem(503, "Service unavailable", problem.what());
        };
    }

    static ApiProblem malformed(String detail) {
        return new ApiProblem(400, "Malformed request", detail);
    }

    static ApiProblem withoutToken() {
        return new ApiProblem(
                401, "No valid token", "Send Authorization: Bearer and a token made with: sluice token add NAME");
    }

    static ApiProblem forbidden(String detail) {
        return new ApiProblem(403, "Not allowed", detail);
    }

    static ApiProblem notFound(String detail) {
        return new ApiProblem(404, "Not found", detail);
    }

    static ApiProblem tooLarge(String detail) {
        return new ApiProblem(413, "Too large", detail);
    }

    static ApiProblem unknownType(String detail) {
        return new ApiProblem(415, "Unknown content type", detail);
    }

    static ApiProblem unavailable() {
        return new ApiProblem(503, "Service unavailable", "The database does not answer. Try again in a minute");
    }

    static ApiProblem fault() {
        return new ApiProblem(500, "Internal server error", "See the server log for details");
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
