package org.sluicemta.console.jmx;

import javax.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.sluicemta.console.operation.DkimOperations;
import org.sluicemta.console.operation.ReturnPathKeyOperations;

/** The keys as a bean. */
public final class Keys implements KeysMXBean {
    private final DkimOperations dkim;
    private final ReturnPathKeyOperations returnPath;
    private final Callers callers;

    @Inject
    public Keys(DkimOperations dkim, ReturnPathKeyOperations returnPath) {
        this(dkim, returnPath, Callers.OF_SERVER);
    }

    public Keys(DkimOperations dkim, ReturnPathKeyOperations returnPath, Callers callers) {
        this.dkim = dkim;
        this.returnPath = returnPath;
        this.callers = callers;
    }

    @Override
    public PreparedKeyRow generateDkim(String domain, String selector, String algorithm, String by) {
        return PreparedKeyRow.of(dkim.generate(callers.of(by), domain, selector, algorithm));
    }

    @Override
    public String activateDkim(String domain, String selector, String by) {
        return dkim.activate(callers.of(by), domain, selector);
    }

    @Override
    public @Nullable String dkimSigningInstead(String domain, String selector) {
        return dkim.signsInstead(domain, selector).orElse(null);
    }

    @Override
    public RotatedKeyRow rotateReturnPath(String by) {
        ReturnPathKeyOperations.Rotated key = returnPath.rotate(callers.of(by));
        return new RotatedKeyRow(key.file().toString(), key.from().toString());
    }
}
