-- Accepted mail since midnight UTC, all nodes together.
CREATE TABLE daily_use (
    day_number BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    subject VARCHAR(255) NOT NULL,
    messages BIGINT NOT NULL,
    recipients BIGINT NOT NULL,
    PRIMARY KEY (day_number, kind, subject)
);

CREATE TABLE tenant_limit (
    tenant VARCHAR(40) NOT NULL REFERENCES tenant (name) ON DELETE CASCADE,
    kind VARCHAR(40) NOT NULL,
    most INTEGER NOT NULL,
    PRIMARY KEY (tenant, kind)
);

ALTER TABLE tenant ADD COLUMN refuses_suppressed INTEGER DEFAULT 0 NOT NULL;

-- The first message under an Idempotency-Key.
CREATE TABLE repeat_key (
    tenant VARCHAR(40) NOT NULL,
    digest VARCHAR(64) NOT NULL,
    message_id BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    PRIMARY KEY (tenant, digest)
);

CREATE INDEX repeat_key_accepted ON repeat_key (accepted);
