-- TLS reports that are owed to domains, and what has become of them.
-- day: since 1970, UTC. target: a URI, or empty while it isn't known where the report goes. first_due, due: milliseconds
-- since 1970; a node that works on a report has moved its due time. state: waiting, sent, failed, or unwanted.
CREATE TABLE tls_report (
    day BIGINT NOT NULL,
    domain VARCHAR(255) NOT NULL,
    target VARCHAR(300) NOT NULL,
    first_due BIGINT NOT NULL,
    due BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    state VARCHAR(8) NOT NULL,
    CONSTRAINT tls_report_key PRIMARY KEY (day, domain, target)
);
CREATE INDEX tls_report_due ON tls_report (state, due);
