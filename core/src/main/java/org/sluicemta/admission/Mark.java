package org.sluicemta.admission;

/**
 * The limits at which a resource counts as scarce.
 *
 * @param reserved from here on only the reserve is left
 * @param closed from here on nothing is left
 * @param margin how far use must fall below a mark before the stage ends, so that it doesn't flap
 */
public record Mark(double reserved, double closed, double margin) {
    /** The stage at this use, coming from another one. */
    AdmissionStage stage(double used, AdmissionStage before) {
        if (isAbove(used, closed, before == AdmissionStage.CLOSED)) {
            return AdmissionStage.CLOSED;
        }
        return isAbove(used, reserved, before != AdmissionStage.OPEN) ? AdmissionStage.RESERVED : AdmissionStage.OPEN;
    }

    private boolean isAbove(double used, double mark, boolean wasAbove) {
        return used >= (wasAbove ? mark - margin : mark);
    }
}
