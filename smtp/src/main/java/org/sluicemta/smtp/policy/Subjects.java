package org.sluicemta.smtp.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.Subject;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.network.IpRange;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.TenantId;

/** Which subjects a client's activity counts for. */
@Singleton
public final class Subjects {
    private final ClientLimits limits;

    @Inject
    Subjects(ServerSettings settings) {
        this.limits = settings.smtp().limits();
    }

    /** Clients in trusted networks are exempt from per-address limits. */
    public List<Subject> ofAddress(Client client) {
        if (client.trusted()) {
            return List.of();
        }
        InetAddress address = client.address();
        int prefix = address instanceof Inet4Address ? limits.ipv4Network() : limits.ipv6Network();
        return List.of(
                new Subject(SubjectKind.ADDRESS, address.getHostAddress()),
                new Subject(SubjectKind.NETWORK, IpRange.around(address, prefix).toString()));
    }

    /**
     * Whom mail counts for: the credential and its tenant, or the client's address. Unauthenticated mail is never
     * charged to a tenant, or strangers could exhaust its quota. The chain determines the tenant of a trusted client.
     */
    public List<Subject> ofMail(Client client) {
        Credential credential = client.credential();
        return credential == null ? ofAddress(client) : of(credential);
    }

    public static List<Subject> of(Credential credential) {
        return List.of(new Subject(SubjectKind.CREDENTIAL, credential.userName()), of(credential.tenant()));
    }

    public static Subject of(TenantId tenant) {
        return new Subject(SubjectKind.TENANT, tenant.value());
    }
}
