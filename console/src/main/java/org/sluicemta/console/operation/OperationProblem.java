package org.sluicemta.console.operation;

import org.jspecify.annotations.Nullable;

/** Why an operation wasn't carried out. An invalid value is an IllegalArgumentException, as everywhere. */
public final class OperationProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the interfaces distinguish. */
    public enum Kind {
        /** The caller isn't allowed to do this. */
        FORBIDDEN,
        /** There is no such thing. */
        NOT_FOUND,
        /** Something that it needs doesn't respond. */
        UNAVAILABLE
    }

    private final Kind kind;

    private OperationProblem(Kind kind, String what, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
    }

    static OperationProblem forbidden(String what) {
        return new OperationProblem(Kind.FORBIDDEN, what, null);
    }

    static OperationProblem notFound(String what) {
        return new OperationProblem(Kind.NOT_FOUND, what, null);
    }

    static OperationProblem unavailable(Exception cause) {
        return new OperationProblem(Kind.UNAVAILABLE, String.valueOf(cause.getMessage()), cause);
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong, and what to do. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
