package org.sluicemta.outcome;

import org.sluicemta.mail.EnvelopeRecipient;

/** A recipient and what happened to it. */
public record RecipientOutcome(EnvelopeRecipient recipient, DeliveryOutcome outcome) {}
