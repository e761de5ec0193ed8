-- Hosts whose TLS handshake failed, and that get mail in plain text for a while where policies allow it.
-- address: 192.0.2.1:25 or [2001:db8::1]:25. kept_until: milliseconds since 1970.
CREATE TABLE clear_only_host (
    address VARCHAR(80) NOT NULL,
    kept_until BIGINT NOT NULL,
    CONSTRAINT clear_only_host_key PRIMARY KEY (address)
);
