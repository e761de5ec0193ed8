package org.sluicemta.response;

import static org.sluicemta.response.ResponseClass.*;

/** What codes mean on their own, when no rule matches the words. */
final class StatusMeaning {
    private StatusMeaning() {}

    static ResponseClass of(AnswerReading answer) {
        EnhancedStatus status = answer.status();
        ResponseClass byStatus = status == null ? OTHER : byStatus(status, answer.phase());
        return byStatus != OTHER ? byStatus : byCode(answer);
    }

    /** RFC 3463 section 3, by subject. */
    private static ResponseClass byStatus(EnhancedStatus status, Phase phase) {
        return switch (status.subject()) {
            case 1 -> address(status.detail());
            case 2 -> mailbox(status.detail());
            case 3 -> system(status.detail());
            case 4 -> network(status);
            case 5 -> status.detail() == 3 ? RATE_LIMITED : PROTOCOL_ERROR;
            // RFC 3463 section 3.7, and X.6.7 of RFC 6531 section 3.4: the site cannot carry the message.
            case 6 -> status.detail() == 7 ? PROTOCOL_ERROR : CONTENT_REFUSED;
            case 7 -> policy(status.detail(), phase);
            default -> OTHER;
        };
    }

    /** RFC 3463 section 3.2; X.1.10 is RFC 7505 section 4.2. */
    private static ResponseClass address(int detail) {
        return switch (detail) {
            case 1, 3, 4 -> UNKNOWN_RECIPIENT;
            case 2, 10 -> UNKNOWN_DOMAIN;
            case 6 -> MOVED;
            case 7, 8, 9 -> RELAY_REFUSED;
            default -> OTHER;
        };
    }

    /** RFC 3463 section 3.3. */
    private static ResponseClass mailbox(int detail) {
        return switch (detail) {
            case 1 -> INACTIVE_RECIPIENT;
            case 2 -> MAILBOX_FULL;
            case 3 -> MESSAGE_TOO_LARGE;
            case 4 -> SITE_UNAVAILABLE;
            default -> OTHER;
        };
    }

    /** RFC 3463 section 3.4. */
    private static ResponseClass system(int detail) {
        return switch (detail) {
            case 3 -> PROTOCOL_ERROR;
            case 4 -> MESSAGE_TOO_LARGE;
            default -> SITE_UNAVAILABLE;
        };
    }

    /** RFC 3463 section 3.5. */
    private static ResponseClass network(EnhancedStatus status) {
        return switch (status.detail()) {
            case 1, 2 -> CONNECTION_FAILED;
            case 3, 6 -> SITE_UNAVAILABLE;
            case 4 -> status.kind() == 5 ? UNKNOWN_DOMAIN : SITE_UNAVAILABLE;
            case 5 -> RATE_LIMITED;
            case 7 -> EXPIRED;
            default -> OTHER;
        };
    }

    /** RFC 3463 section 3.8; 7.8 to 7.13 RFC 4954 section 6 and RFC 5248; 7.20 to 7.26 RFC 7372; 7.30 RFC 8689. */
    private static ResponseClass policy(int detail, Phase phase) {
        return switch (detail) {
            case 2, 8, 9, 13, 14, 27 -> RELAY_REFUSED;
            case 3, 4, 5, 6, 7 -> PROTOCOL_ERROR;
            case 10, 11, 12, 30 -> TLS_FAILED;
            case 20, 21, 22, 23, 24, 26, 29 -> AUTHENTICATION_FAILED;
            case 25 -> SOURCE_BLOCKED;
            case 28 -> RATE_LIMITED;
            default -> refusedByPolicy(phase);
        };
    }

    /** A refusal without a reason is about what the site had seen of us so far. */
    private static ResponseClass refusedByPolicy(Phase phase) {
        return switch (phase) {
            case CONNECT, TLS, EHLO, AUTH, MAIL, DNS -> SOURCE_BLOCKED;
            case RCPT -> RELAY_REFUSED;
            case DATA, END_OF_DATA, REPORT -> CONTENT_REFUSED;
        };
    }

    /** RFC 5321 section 4.2.3; 521 and 556 RFC 7504; 530, 535 and 538 RFC 4954 section 6; 454 RFC 3207 section 4. */
    private static ResponseClass byCode(AnswerReading answer) {
        return switch (answer.code()) {
            case 421, 432, 451 -> SITE_UNAVAILABLE;
            case 452, 552 -> tooMuch(answer.phase());
            case 454 -> TLS_FAILED;
            case 500, 501, 502, 503, 504, 555 -> PROTOCOL_ERROR;
            case 521, 556 -> UNKNOWN_DOMAIN;
            case 530, 534, 535, 538, 551 -> RELAY_REFUSED;
            case 554 -> answer.phase() == Phase.CONNECT ? SOURCE_BLOCKED : OTHER;
            case 0 -> byPhase(answer.phase());
            default -> OTHER;
        };
    }

    /** The message breaks a limit where its size is known; the mailbox where the recipient is. */
    private static ResponseClass tooMuch(Phase phase) {
        return phase == Phase.MAIL || phase == Phase.DATA || phase == Phase.END_OF_DATA
                ? MESSAGE_TOO_LARGE
                : MAILBOX_FULL;
    }

    private static ResponseClass byPhase(Phase phase) {
        return switch (phase) {
            case DNS -> SITE_UNAVAILABLE;
            case CONNECT -> CONNECTION_FAILED;
            case TLS -> TLS_FAILED;
            case EHLO, AUTH, MAIL, RCPT, DATA, END_OF_DATA, REPORT -> OTHER;
        };
    }
}
