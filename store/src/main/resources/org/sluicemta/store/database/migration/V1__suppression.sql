-- Instants are milliseconds since 1970. An empty tenant is the global scope, an empty stream all of a tenant's streams:
-- empty text instead of NULL, so that the three columns can be a key.
CREATE TABLE suppression (
    target VARCHAR(400) ${binary_order} NOT NULL,
    tenant VARCHAR(40) ${binary_order} NOT NULL,
    stream VARCHAR(40) ${binary_order} NOT NULL,
    reason VARCHAR(20) NOT NULL,
    source VARCHAR(200) NOT NULL,
    evidence VARCHAR(1000),
    changed_by VARCHAR(200) NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    CONSTRAINT suppression_key PRIMARY KEY (target, tenant, stream)
);

CREATE INDEX suppression_by_tenant ON suppression (tenant, target, stream);

-- One row for each change. REPLACED rows hold the entry as it was, so that undoing an import can bring it back.
CREATE TABLE suppression_change (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened BIGINT NOT NULL,
    action VARCHAR(10) NOT NULL,
    changed_by VARCHAR(200) NOT NULL,
    target VARCHAR(400) ${binary_order} NOT NULL,
    tenant VARCHAR(40) ${binary_order} NOT NULL,
    stream VARCHAR(40) ${binary_order} NOT NULL,
    reason VARCHAR(20) NOT NULL,
    source VARCHAR(200) NOT NULL,
    evidence VARCHAR(1000),
    entry_by VARCHAR(200) NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT
);

CREATE INDEX suppression_change_by_target ON suppression_change (target);

CREATE TABLE soft_failure (
    target VARCHAR(400) ${binary_order} NOT NULL,
    tenant VARCHAR(40) ${binary_order} NOT NULL,
    happened BIGINT NOT NULL
);

CREATE INDEX soft_failure_by_target ON soft_failure (target, tenant);
CREATE INDEX soft_failure_by_time ON soft_failure (happened);
