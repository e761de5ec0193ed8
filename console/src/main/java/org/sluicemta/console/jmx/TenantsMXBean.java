package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code org.sluicemta:type=Tenants}. Invalid values throw IllegalArgumentException naming them. {@code by} is the
 * caller, for the audit.
 */
public interface TenantsMXBean {
    List<TenantRow> getTenants();

    /**
     * Sets the password and identities of a credential of the database, replacing everything it had before.
     *
     * @param tenant that owns it; null for an existing one
     * @param proofs in the format of {@code sluice tenant password --print}
     */
    void setCredential(@Nullable String tenant, String userName, List<String> proofs, String by);

    /**
     * Disables a credential of the database, or enables it again. Open connections that used a disabled one can't send
     * any more mail.
     */
    void disableCredential(String userName, boolean disabled, String by);

    /**
     * Changes a tenant of the database. Null values stay unchanged.
     *
     * @param streams streams it may use; none means all that are open
     */
    void set(
            String tenant,
            @Nullable List<String> domains,
            @Nullable List<String> networks,
            @Nullable String defaultStream,
            @Nullable List<String> streams,
            @Nullable Integer weight,
            String by);

    /**
     * Adds a tenant to the database, together with its credential.
     *
     * @param domains its sender domains
     * @param networks its client networks, CIDR
     * @param streams streams it may use; none means all that are open
     * @param weight its share of a busy site, relative to the weights of other tenants, 1 to 1000
     * @param userName a credential's name, with its password, or null for none
     */
    void add(
            String tenant,
            List<String> domains,
            List<String> networks,
            String defaultStream,
            List<String> streams,
            int weight,
            @Nullable String userName,
            @Nullable String password,
            String by);
}
