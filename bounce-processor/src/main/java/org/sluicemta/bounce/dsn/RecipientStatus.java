package org.sluicemta.bounce.dsn;

import org.jspecify.annotations.Nullable;

/**
 * One recipient group of a delivery status notification (RFC 3464 section 2.3).
 *
 * @param finalRecipient the address delivery was tried to, or null if the group has no readable one
 * @param localName the final recipient if it isn't an address but the name of a local mailbox, or null
 * @param originalRecipient the address the sender gave (RFC 3461 ORCPT), or null
 * @param action {@code failed}, {@code delayed}, {@code delivered}, {@code relayed} or {@code expanded}, or null
 * @param status enhanced status code, or null
 * @param remoteMta host that answered, or null
 * @param diagnosticType {@code smtp}, {@code x-unix} …, in lower case, or null
 * @param diagnostic the answer, or the comment of the status where there is no answer, or null
 */
public record RecipientStatus(
        @Nullable String finalRecipient,
        @Nullable String localName,
        @Nullable String originalRecipient,
        @Nullable String action,
        @Nullable String status,
        @Nullable String remoteMta,
        @Nullable String diagnosticType,
        @Nullable String diagnostic) {}
