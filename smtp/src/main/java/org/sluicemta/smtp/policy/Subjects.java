package org.sluicemta.smtp.policy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.sluicemta.limit.ClientLimits;
import org.sluicemta.limit.Subject;
import org.sluicemta.limit.SubjectKind;
import org.sluicemta.network.IpRange;
import org.sluicemta.smtp.session.SmtpSession;
import org.sluicemta.tenant.Credential;
import org.sluicemta.tenant.TenantId;

/** Whose limits a session's doings count for. */
public final class Subjects {
    private Subjects() {}

    /** Nobody in a trusted network is counted by where he comes from. */
    public static List<Subject> ofClient(SmtpSession session) {
        if (session.trusted()) {
            return List.of();
        }
        InetAddress client = session.client();
        ClientLimits limits = session.door().rules().gate().limits();
        int prefix = client instanceof Inet4Address ? limits.ipv4Network() : limits.ipv6Network();
        return List.of(
                new Subject(SubjectKind.ADDRESS, client.getHostAddress()),
                new Subject(SubjectKind.NETWORK, IpRange.around(client, prefix).toString()));
    }

    /**
     * Who mail counts for: the credential and its tenant, or where it comes from. Who does not say who he is counts for no
     * tenant, or strangers could use up its limits; a trusted client's is known at the end of the chain.
     */
    public static List<Subject> ofMail(SmtpSession session) {
        Credential credential = session.credential();
        return credential == null ? ofClient(session) : of(credential);
    }

    public static List<Subject> of(Credential credential) {
        return List.of(new Subject(SubjectKind.CREDENTIAL, credential.userName()), of(credential.tenant()));
    }

    public static Subject of(TenantId tenant) {
        return new Subject(SubjectKind.TENANT, tenant.value());
    }
}
