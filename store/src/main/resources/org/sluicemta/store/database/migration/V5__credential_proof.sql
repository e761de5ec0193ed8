-- What a credential proves itself with: password keys, certificates, names in tokens. Several a credential.
CREATE TABLE credential_proof (
    user_name VARCHAR(255) NOT NULL REFERENCES credential (user_name) ON DELETE CASCADE,
    proof VARCHAR(1000) NOT NULL,
    PRIMARY KEY (user_name, proof)
);

INSERT INTO credential_proof (user_name, proof) SELECT user_name, verifier FROM credential;

ALTER TABLE credential DROP COLUMN verifier;
