package org.sluicemta.assembly.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** {@code %ex}: a stack trace whose messages can't begin a line. */
public final class PlainThrowable extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new Plain(thrown));
    }

    /** The same with an escaped message, as are its causes and suppressed exceptions. */
    private record Plain(IThrowableProxy thrown) implements IThrowableProxy {
        @Override
        public @Nullable String getMessage() {
            String message = thrown.getMessage();
            return message == null ? null : EscapedText.of(message);
        }

        @Override
        public @Nullable String getOverridingMessage() {
            String message = thrown.getOverridingMessage();
            return message == null ? null : EscapedText.of(message);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            IThrowableProxy cause = thrown.getCause();
            return cause == null ? null : new Plain(cause);
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            IThrowableProxy[] suppressed = thrown.getSuppressed();
            IThrowableProxy[] plain = new IThrowableProxy[suppressed == null ? 0 : suppressed.length];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = new Plain(suppressed[i]);
            }
            return plain;
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
