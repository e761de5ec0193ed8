package org.sluicemta.campaign;

import java.util.Optional;

/**
 * The name a tenant gives to a campaign: 1 to 64 letters, digits, hyphens or underscores. Two tenants' campaigns of the
 * same name have nothing in common.
 */
public record CampaignId(String value) {
    private static final int LONGEST = 64;

    public CampaignId {
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(CampaignId::isAllowed)) {
            throw new IllegalArgumentException(
                    "a campaign must be 1 to 64 letters, digits, hyphens or underscores, got \"" + value + "\"");
        }
    }

    /**
     * The name in a text that people wrote: whatever is between letters, digits and underscores becomes one hyphen, and
     * the end of a long name is cut off. Empty if nothing is left.
     */
    public static Optional<CampaignId> from(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length() && name.length() < LONGEST; i++) {
            char next = text.charAt(i);
            if (isAllowed(next) && next != '-') {
                name.append(next);
            } else if (!name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        if (!name.isEmpty() && name.charAt(name.length() - 1) == '-') {
            name.setLength(name.length() - 1);
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(new CampaignId(name.toString()));
    }

    private static boolean isAllowed(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
