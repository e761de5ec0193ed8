package org.sluicemta.handoff;

/** Something a chain finished that must be durable before the client is answered 250. */
public sealed interface Staged permits FinishedEnvelope, ReturnedMail {}
