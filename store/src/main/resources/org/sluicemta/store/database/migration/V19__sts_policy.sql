-- MTA-STS policies as they were fetched. Times are milliseconds since 1970.
CREATE TABLE sts_policy (
    domain VARCHAR(255) NOT NULL,
    id VARCHAR(32) NOT NULL,
    policy ${octets} NOT NULL,
    fetched BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    CONSTRAINT sts_policy_key PRIMARY KEY (domain)
);

CREATE INDEX sts_policy_expires ON sts_policy (expires);
