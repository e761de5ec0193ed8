package org.sluicemta.outcome;

import org.sluicemta.mail.EnvelopeRecipient;

/** A recipient and what became of it. */
public record RecipientOutcome(EnvelopeRecipient recipient, DeliveryOutcome outcome) {}
