-- Messages reserved under caps. Times are milliseconds since 1970.
-- reserved_at: 0 if it was copied from another period of the scope.
-- held_until: when the last message may leave, or, if it is settled, when it left. counts_until: the period after that.
CREATE TABLE cap_reservation (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    scope VARCHAR(200) NOT NULL,
    period_millis BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    reserved_at BIGINT NOT NULL,
    held_until BIGINT NOT NULL,
    counts_until BIGINT NOT NULL,
    settled INTEGER NOT NULL
);

CREATE INDEX cap_reservation_scope ON cap_reservation (scope, held_until);
CREATE INDEX cap_reservation_counts ON cap_reservation (counts_until);

-- The periods that a scope has or had caps for, since when, and when each was last used. Its rows are its lock.
CREATE TABLE cap_period (
    scope VARCHAR(200) NOT NULL,
    period_millis BIGINT NOT NULL,
    begun BIGINT NOT NULL,
    touched BIGINT NOT NULL,
    CONSTRAINT cap_period_key PRIMARY KEY (scope, period_millis)
);
