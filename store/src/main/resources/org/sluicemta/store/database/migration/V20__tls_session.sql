-- TLS sessions with hosts of domains that publish a policy, for reports to them.
-- day: since 1970, UTC. policy_id: empty for TLSA records. result: ok, or a result type of RFC 8460.
CREATE TABLE tls_session (
    day BIGINT NOT NULL,
    domain VARCHAR(255) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    policy_id VARCHAR(32) NOT NULL,
    host VARCHAR(255) NOT NULL,
    result VARCHAR(40) NOT NULL,
    sessions BIGINT NOT NULL,
    CONSTRAINT tls_session_key PRIMARY KEY (day, domain, kind, policy_id, host, result)
);
