package org.sluicemta.store.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.TenantId;

/**
 * A token, without its secret.
 *
 * @param id part of the token's text, and not secret
 * @param name for people, 1 to 100 characters
 * @param tenant whose entries it may see and change, or null for an operator's token, which may see and change all
 * @param createdBy who created it
 */
public record ApiToken(String id, String name, @Nullable TenantId tenant, Instant created, String createdBy) {
    private static final int LONGEST_NAME = 100;

    public ApiToken {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of a token must have 1 to " + LONGEST_NAME + " characters, got \"" + name + "\"");
        }
    }

    /** The holder's name in the audit. */
    public String holder() {
        return "api:" + name + "/" + id;
    }
}
