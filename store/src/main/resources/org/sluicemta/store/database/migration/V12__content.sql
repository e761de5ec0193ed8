-- The content of queued messages, where several servers share a broker. Times are milliseconds since 1970.
-- touched: when an envelope that refers to it was last about to be sent. condemned: by a look that saw no such envelope.
CREATE TABLE content (
    number BIGINT NOT NULL PRIMARY KEY,
    length BIGINT NOT NULL,
    checksum INTEGER NOT NULL,
    touched BIGINT NOT NULL,
    condemned BIGINT
);

CREATE TABLE content_piece (
    content BIGINT NOT NULL,
    piece BIGINT NOT NULL,
    octets ${octets} NOT NULL,
    PRIMARY KEY (content, piece)
);

CREATE TABLE content_holder (
    content BIGINT NOT NULL,
    recipient INTEGER NOT NULL,
    PRIMARY KEY (content, recipient)
);

-- One row: the next number, and who looks through the queues until when.
CREATE TABLE content_state (
    next_number BIGINT NOT NULL,
    look_ends BIGINT NOT NULL,
    look_due BIGINT NOT NULL
);

INSERT INTO content_state (next_number, look_ends, look_due) VALUES (1, 0, 0);
