package org.sluicemta.limit;

/**
 * A party whose use is limited.
 *
 * @param name an address, a network in CIDR form, a user name, a tenant
 */
public record Subject(SubjectKind kind, String name) {
    /** For a reply to the subject itself: {@code network 192.0.2.0/24}. */
    @Override
    public String toString() {
        return (kind == SubjectKind.CREDENTIAL ? "user" : kind.label()) + " " + name;
    }
}
