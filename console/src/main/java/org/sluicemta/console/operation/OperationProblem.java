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
        /** It is already so, or there is already such a thing. */
        CONFLICT,
        /** Something that it needs doesn't respond. */
        UNAVAILABLE,
        /** A file can't be read or written. */
        STORAGE,
        /** A file that an operator edits has faults. */
        CONFIGURATION
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

    static OperationProblem conflict(String what) {
        return new OperationProblem(Kind.CONFLICT, what, null);
    }

    static OperationProblem storage(String what, Exception cause) {
        return new OperationProblem(Kind.STORAGE, what, cause);
    }

    static OperationProblem configuration(Exception cause) {
        return new OperationProblem(Kind.CONFIGURATION, String.valueOf(cause.getMessage()), cause);
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
