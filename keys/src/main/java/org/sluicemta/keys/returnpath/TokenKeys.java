package org.sluicemta.keys.returnpath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sluicemta.config.ConfigurationException;
import org.sluicemta.config.FileStamp;

/**
 * The keys for signing return paths, in a file of their own ({@link TokenKeyFile}). A new key verifies at once and
 * signs from the next day (UTC), when every node has had time to load it, because a node without the key refuses its
 * tokens. Older keys verify as long as any of their tokens can still be valid. Nodes that share a bounce domain share
 * the file. Thread-safe: readers see one set of keys or the next, never a mix.
 */
public final class TokenKeys {
    private final Path file;
    private final Period tokenAge;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile Keys keys;
    private FileStamp stamp;

    private TokenKeys(Path file, Period tokenAge, InstantSource clock) throws IOException, ConfigurationException {
        this.file = file;
        this.tokenAge = tokenAge;
        this.clock = clock;
        this.stamp = FileStamp.of(file);
        this.keys = new Keys(TokenKeyFile.read(file));
    }

    /**
     * Reads the keys. Creates the file and the first key if there is none.
     *
     * @param tokenAge how long a key verifies after a newer one has replaced it
     * @throws ConfigurationException naming every line that cannot be used, or permissions that let others read it
     */
    public static TokenKeys open(Path file, Period tokenAge, InstantSource clock)
            throws IOException, ConfigurationException {
        if (!Files.exists(file)) {
            TokenKeyFile.create(file, List.of(newKey(0, today(clock), new SecureRandom())));
        }
        return new TokenKeys(file, tokenAge, clock);
    }

    /**
     * Creates a new key, and drops those that are too old to verify anything. Durable when it returns.
     *
     * @return the first day on which the new key signs
     */
    public synchronized LocalDate rotate() throws IOException, ConfigurationException {
        LocalDate today = today(clock);
        List<TokenKey> kept = new ArrayList<>(stillVerifying(TokenKeyFile.read(file), today));
        kept.add(newKey(freeId(kept), today, random));
        TokenKeyFile.replace(file, kept);
        stamp = FileStamp.of(file);
        keys = new Keys(kept);
        return today.plusDays(1);
    }

    /**
     * Reloads the file if it has changed. If it can't be used, the current keys stay.
     *
     * @return whether it was reloaded
     */
    public synchronized boolean reloadIfChanged() throws IOException, ConfigurationException {
        FileStamp now = FileStamp.of(file);
        if (now.equals(stamp)) {
            return false;
        }
        keys = new Keys(TokenKeyFile.read(file));
        stamp = now;
        return true;
    }

    /**
     * A secret of 32 octets for another use, derived from the oldest key. It is the same wherever this file is, until
     * that key is dropped.
     *
     * @param use distinguishes it from secrets for other uses
     */
    public byte[] derive(String use) {
        String hmac = "HmacSHA256";
        try {
            Mac mac = Mac.getInstance(hmac);
            mac.init(new SecretKeySpec(keys.oldest().secret(), hmac));
            return mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + hmac, e);
        }
    }

    /** The newest key that every node has loaded by now. */
    Sealing signing() {
        Keys now = keys;
        TokenKey key = now.signingOn(today(clock));
        return new Sealing(key.id(), now.seal(key));
    }

    @Nullable
    TokenSeal find(int id) {
        Keys now = keys;
        TokenKey key = now.byId.get(id);
        return key == null ? null : now.seal(key);
    }

    /** A key signs its last token on the day the next one is created. */
    private List<TokenKey> stillVerifying(List<TokenKey> inOrder, LocalDate today) {
        List<TokenKey> kept = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            boolean newest = i == inOrder.size() - 1;
            if (newest || !inOrder.get(i + 1).created().plus(tokenAge).isBefore(today)) {
                kept.add(inOrder.get(i));
            }
        }
        return kept;
    }

    private int freeId(List<TokenKey> inOrder) {
        int id = inOrder.get(inOrder.size() - 1).id();
        for (int tries = 0; tries < 256; tries++) {
            id = id + 1 & 0xFF;
            int candidate = id;
            if (inOrder.stream().noneMatch(key -> key.id() == candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException(
                file + " holds 256 keys that still verify; rotate no more often than the tokens' age needs");
    }

    private static TokenKey newKey(int id, LocalDate today, SecureRandom random) {
        byte[] secret = new byte[TokenKey.SECRET_OCTETS];
        random.nextBytes(secret);
        return new TokenKey(id, today, secret);
    }

    private static LocalDate today(InstantSource clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What signs now, and its key id. */
    record Sealing(int id, TokenSeal seal) {}

    /** One state of the file. */
    private static final class Keys {
        private final Map<Integer, TokenKey> byId;
        private final List<TokenKey> inOrder;
        private final Map<Integer, TokenSeal> seals = new ConcurrentHashMap<>();

        Keys(List<TokenKey> inOrder) {
            byId = inOrder.stream().collect(Collectors.toUnmodifiableMap(TokenKey::id, Function.identity()));
            this.inOrder = List.copyOf(inOrder);
        }

        TokenKey oldest() {
            return inOrder.getFirst();
        }

        TokenKey signingOn(LocalDate today) {
            return inOrder.stream()
                    .filter(key -> key.created().isBefore(today))
                    .reduce((earlier, later) -> later)
                    .orElse(oldest());
        }

        TokenSeal seal(TokenKey key) {
            return seals.computeIfAbsent(key.id(), id -> new TokenSeal(key));
        }
    }
}
