package org.sluicemta.handoff;

/** Something the chain finished that must be durable before the client gets 250. */
public sealed interface Staged permits FinishedEnvelope, ReturnedMail {}
