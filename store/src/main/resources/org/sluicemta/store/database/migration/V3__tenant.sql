CREATE TABLE tenant (
    name VARCHAR(40) PRIMARY KEY,
    default_stream VARCHAR(40) NOT NULL
);

CREATE TABLE tenant_domain (
    domain VARCHAR(255) PRIMARY KEY,
    tenant VARCHAR(40) NOT NULL REFERENCES tenant (name) ON DELETE CASCADE
);

CREATE TABLE tenant_network (
    network VARCHAR(50) NOT NULL,
    tenant VARCHAR(40) NOT NULL REFERENCES tenant (name) ON DELETE CASCADE,
    PRIMARY KEY (network, tenant)
);

CREATE TABLE tenant_listener (
    listener VARCHAR(200) PRIMARY KEY,
    tenant VARCHAR(40) NOT NULL REFERENCES tenant (name) ON DELETE CASCADE
);

CREATE TABLE tenant_stream (
    tenant VARCHAR(40) NOT NULL REFERENCES tenant (name) ON DELETE CASCADE,
    stream VARCHAR(40) NOT NULL,
    PRIMARY KEY (tenant, stream)
);

-- No foreign key: a credential in the database may belong to a tenant that is only in the configuration.
CREATE TABLE credential (
    user_name VARCHAR(255) PRIMARY KEY,
    tenant VARCHAR(40) NOT NULL,
    verifier VARCHAR(500) NOT NULL
);

-- One row; counted up with every change, so that other nodes see when to read again.
CREATE TABLE tenant_version (
    version BIGINT NOT NULL
);

INSERT INTO tenant_version (version) VALUES (0);
