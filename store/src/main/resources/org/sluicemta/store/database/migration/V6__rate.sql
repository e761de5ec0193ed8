-- Figures per tenant and stream, source or site: kind says which, name its name. A row is a span of time that begins at
-- an instant (milliseconds since 1970) and ends where the next one of its key begins.
CREATE TABLE rate_count (
    node INTEGER NOT NULL,
    begins BIGINT NOT NULL,
    tenant VARCHAR(40) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    name VARCHAR(255) NOT NULL,
    delivered BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    complaints BIGINT NOT NULL,
    CONSTRAINT rate_count_key PRIMARY KEY (node, begins, tenant, kind, name)
);

-- How far each node's journal has been counted; written with the counts.
CREATE TABLE rate_place (
    node INTEGER PRIMARY KEY,
    place VARCHAR(200) NOT NULL
);

-- Streams that the guard holds, or that a person has let go on since.
CREATE TABLE stream_hold (
    tenant VARCHAR(40) NOT NULL,
    stream VARCHAR(40) NOT NULL,
    pool VARCHAR(40) NOT NULL,
    state VARCHAR(10) NOT NULL,
    reason VARCHAR(1000) NOT NULL,
    since BIGINT NOT NULL,
    CONSTRAINT stream_hold_key PRIMARY KEY (tenant, stream)
);
