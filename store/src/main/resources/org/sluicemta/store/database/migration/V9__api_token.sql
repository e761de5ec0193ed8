-- Bearer tokens of the HTTP API. An empty tenant is an operator's. Revoked ones stay, so that an audit record that names
-- one can be traced.
CREATE TABLE api_token (
    id VARCHAR(16) ${binary_order} NOT NULL,
    name VARCHAR(100) NOT NULL,
    tenant VARCHAR(40) ${binary_order} NOT NULL,
    hash VARCHAR(64) NOT NULL,
    created BIGINT NOT NULL,
    created_by VARCHAR(200) NOT NULL,
    revoked BIGINT,
    revoked_by VARCHAR(200),
    CONSTRAINT api_token_key PRIMARY KEY (id)
);
