-- message_id starts with the time of acceptance, so its order is the order of age.
CREATE TABLE sent_mail (
    message_id BIGINT NOT NULL,
    recipient_index INTEGER NOT NULL,
    tenant VARCHAR(40) NOT NULL,
    stream VARCHAR(40) NOT NULL,
    recipient VARCHAR(400) NOT NULL,
    source VARCHAR(40),
    sent BIGINT NOT NULL,
    CONSTRAINT sent_mail_key PRIMARY KEY (message_id, recipient_index)
);
