/**
 * What is taken while room gets short: {@link org.sluicemta.admission.Pressure} tells at which
 * {@link org.sluicemta.admission.AdmissionStage} the server is, from the disk, the heap and the backlog, and
 * {@link org.sluicemta.admission.DiskRoom} whether one message still fits. Mail that was answered 250 is not touched by any
 * of it.
 */
@NullMarked
package org.sluicemta.admission;

import org.jspecify.annotations.NullMarked;
