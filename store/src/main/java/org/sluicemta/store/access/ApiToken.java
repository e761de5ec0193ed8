package org.sluicemta.store.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluicemta.tenant.TenantId;

/**
 * A token, without its secret.
 *
 * @param id is in the clear in the token itself
 * @param name what a person calls it, 1 to 100 characters
 * @param tenant whose entries it may see and change, or null for an operator's, which may all
 * @param createdBy who made it
 */
public record ApiToken(String id, String name, @Nullable TenantId tenant, Instant created, String createdBy) {
    private static final int LONGEST_NAME = 100;

    public ApiToken {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the name of a token must have 1 to " + LONGEST_NAME + " characters, got \"" + name + "\"");
        }
    }

    /** How the audit names its holder. */
    public String holder() {
        return "api:" + name + "/" + id;
    }
}
