-- What sites' replies have led to for sources. Times are milliseconds since 1970; rates are messages a second.
-- rest_*: null if the site doesn't refuse the source. pace_*: null if it hasn't told it to slow down.
CREATE TABLE source_state (
    source VARCHAR(40) NOT NULL,
    site VARCHAR(253) NOT NULL,
    rest_until BIGINT,
    rest_millis BIGINT,
    rest_why VARCHAR(100),
    pace DOUBLE PRECISION,
    pace_full DOUBLE PRECISION,
    pace_learned DOUBLE PRECISION,
    pace_cuts INTEGER,
    pace_cut_at BIGINT,
    pace_why VARCHAR(100),
    changed BIGINT NOT NULL,
    CONSTRAINT source_state_key PRIMARY KEY (source, site)
);
