-- One row, or none before the list was first kept in another form than in clear: the key's id or empty text, whether
-- sub-addresses are folded, and whether everything has been brought into that form.
CREATE TABLE suppression_form (
    hash_key VARCHAR(8) NOT NULL,
    folded INTEGER NOT NULL,
    complete INTEGER NOT NULL
);
