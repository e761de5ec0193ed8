-- A failure counts once for its message. cleared_by: the message whose delivery made it forgotten, 0 none; should that
-- message bounce later all the same, its delivery was no success and the failures count again.
ALTER TABLE soft_failure ADD COLUMN message_id BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE soft_failure ADD COLUMN cleared_by BIGINT DEFAULT 0 NOT NULL;

-- Reports that have counted, by the send they are about. first_mail is the message that brought it: the same one again,
-- after a crash, is no replay.
CREATE TABLE counted_report (
    message_id BIGINT NOT NULL,
    recipient_index INTEGER NOT NULL,
    kind VARCHAR(12) NOT NULL,
    first_mail BIGINT NOT NULL,
    CONSTRAINT counted_report_key PRIMARY KEY (message_id, recipient_index, kind)
);
