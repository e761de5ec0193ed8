/**
 * What is accepted when resources run short. {@link org.sluicemta.admission.Pressure} derives the current {@link
 * org.sluicemta.admission.AdmissionStage} from disk, heap and backlog. {@link org.sluicemta.admission.DiskRoom} says
 * whether one message still fits. Mail already answered 250 is never affected. Start with {@code Pressure}.
 */
@NullMarked
package org.sluicemta.admission;

import org.jspecify.annotations.NullMarked;
