-- Days on which a source that is being warmed up did badly. day: days since 1970, in UTC. days: 1 to repeat it, 2 to
-- step back.
CREATE TABLE warm_up_hold (
    source VARCHAR(64) NOT NULL,
    day BIGINT NOT NULL,
    days INTEGER NOT NULL,
    why VARCHAR(400) NOT NULL,
    CONSTRAINT warm_up_hold_key PRIMARY KEY (source, day)
);
