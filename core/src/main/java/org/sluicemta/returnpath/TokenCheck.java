package org.sluicemta.returnpath;

/** Whether a local part is a token of ours. */
public sealed interface TokenCheck {
    record Valid(ReturnPathToken token) implements TokenCheck {}

    /** It has a token's form but the signature is not ours, or the key is not known. */
    record Forged() implements TokenCheck {}

    /** Ours, but older than the keys are kept. */
    record ExpiredToken() implements TokenCheck {}

    /** Not a token at all. */
    record NoToken() implements TokenCheck {}
}
