-- Sources from which an operator lets nothing leave. since: milliseconds since 1970.
CREATE TABLE disabled_source (
    source VARCHAR(64) NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    disabled_by VARCHAR(200) NOT NULL
);
