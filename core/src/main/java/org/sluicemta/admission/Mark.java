package org.sluicemta.admission;

/**
 * Where a resource begins to be short.
 *
 * @param reserved from here on only the reserve is left
 * @param closed from here on nothing is
 * @param margin how far it must fall below a mark before that stage is left again, so that it does not flutter
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
