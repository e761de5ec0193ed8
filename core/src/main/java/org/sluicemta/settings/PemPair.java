package org.sluicemta.settings;

import java.nio.file.Path;

/**
 * Where a server's key and certificate are, both PEM.
 *
 * @param privateKey PKCS#8, PKCS#1 or SEC 1, not encrypted
 * @param certificates the server's first, then its issuers
 */
public record PemPair(Path privateKey, Path certificates) {}
