-- A source may have a warm-up for each of several sites. site: '' for the warm-up of all that it sends. The rest is as
-- in warm_up_hold.
CREATE TABLE warm_up_held_day (
    source VARCHAR(64) NOT NULL,
    site VARCHAR(64) NOT NULL,
    day BIGINT NOT NULL,
    days INTEGER NOT NULL,
    why VARCHAR(400) NOT NULL,
    CONSTRAINT warm_up_held_day_key PRIMARY KEY (source, site, day)
);
INSERT INTO warm_up_held_day (source, site, day, days, why)
    SELECT source, '', day, days, why FROM warm_up_hold;
DROP TABLE warm_up_hold;
