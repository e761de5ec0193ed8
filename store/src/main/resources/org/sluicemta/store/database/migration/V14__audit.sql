-- What operators, and clients of the HTTP API, did or were refused. Times are milliseconds since 1970.
CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened BIGINT NOT NULL,
    actor VARCHAR(200) NOT NULL,
    origin VARCHAR(100) NOT NULL,
    face VARCHAR(10) NOT NULL,
    verb VARCHAR(40) NOT NULL,
    subject VARCHAR(400) NOT NULL,
    state_before VARCHAR(1000) NOT NULL,
    state_after VARCHAR(1000) NOT NULL,
    outcome VARCHAR(1000) NOT NULL
);

CREATE INDEX audit_by_time ON audit (happened);
