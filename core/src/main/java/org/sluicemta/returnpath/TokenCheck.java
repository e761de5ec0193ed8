package org.sluicemta.returnpath;

/** Whether a local part is one of our tokens. */
public sealed interface TokenCheck {
    record Valid(ReturnPathToken token) implements TokenCheck {}

    /** It looks like a token, but the signature is wrong or the key is unknown. */
    record Forged() implements TokenCheck {}

    /** Ours, but older than its key is kept. */
    record ExpiredToken() implements TokenCheck {}

    /** Not a token at all. */
    record NoToken() implements TokenCheck {}
}
