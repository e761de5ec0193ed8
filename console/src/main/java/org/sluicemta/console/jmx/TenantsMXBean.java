package org.sluicemta.console.jmx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code org.sluicemta:type=Tenants}. Words that cannot be read throw IllegalArgumentException naming them. {@code by} is who
 * asks, for the audit.
 */
public interface TenantsMXBean {
    List<TenantRow> getTenants();

    /**
     * Sets what a credential of the database proves itself with; everything it had before is replaced.
     *
     * @param tenant whose it is; null for one that is there already
     * @param proofs as {@code sluice tenant password --print} writes them, one each
     */
    void setCredential(@Nullable String tenant, String userName, List<String> proofs, String by);

    /**
     * Lets nobody log in with a credential of the database, or lets them again. Connections that did send no more mail.
     */
    void disableCredential(String userName, boolean disabled, String by);

    /**
     * Changes a tenant of the database. What is null stays as it is.
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
     * Adds a tenant to the database, with its credential or not at all.
     *
     * @param domains its sender domains
     * @param networks its client networks, CIDR
     * @param streams streams it may use; none means all that are open
     * @param weight its share of a busy site, next to the weights of the others, 1 to 1000
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
