package org.sluicemta.mailets.repository;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.sluicemta.disk.OwnerOnly;
import org.sluicemta.mailets.MessageOctets;

/**
 * One folder of mail: {@code <key>.eml} is the message, {@code <key>.json} its envelope. A mail exists if its envelope
 * does, which is written last. Each file is first forced to disk under another name. Storing a key again replaces it.
 */
final class MailFolder implements MailRepository {
    private static final String MESSAGE = ".eml";
    private static final String ENVELOPE = ".json";

    private final Path directory;

    private MailFolder(Path directory) {
        this.directory = directory;
    }

    static MailFolder open(Path directory) throws IOException {
        OwnerOnly.makeDirectory(directory);
        return new MailFolder(directory);
    }

    @Override
    public MailKey store(Mail mail) throws MessagingException {
        String key = fileName(mail.getName());
        try {
            write(key + MESSAGE, out -> copy(mail, out));
            write(key + ENVELOPE, out -> out.write(StoredEnvelope.write(mail)));
            force(directory);
            return new MailKey(key);
        } catch (IOException e) {
            throw new MessagingException("mail " + mail.getName() + " cannot be stored in " + directory, e);
        }
    }

    private static void copy(Mail mail, OutputStream out) throws IOException, MessagingException {
        try (InputStream message = MessageOctets.open(mail.getMessage())) {
            message.transferTo(out);
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException, MessagingException;
    }

    private void write(String name, Content content) throws IOException, MessagingException {
        Path unfinished = directory.resolve(name + ".tmp");
        try (FileChannel file = OwnerOnly.open(
                        unfinished,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE));
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file))) {
            content.writeTo(out);
            out.flush();
            file.force(true);
        }
        Files.move(
                unfinished,
                directory.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes new file names durable. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A key may contain anything; characters that don't belong in a file name are written as octets. */
    private static String fileName(String key) {
        StringBuilder name = new StringBuilder();
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) octet;
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            name.append(plain ? String.valueOf(c) : "%" + Integer.toHexString(octet & 0xFF));
        }
        return name.toString();
    }

    @Override
    public long size() throws MessagingException {
        return keys().size();
    }

    @Override
    public Iterator<MailKey> list() throws MessagingException {
        return keys().iterator();
    }

    private List<MailKey> keys() throws MessagingException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENVELOPE))
                    .map(name -> new MailKey(name.substring(0, name.length() - ENVELOPE.length())))
                    .sorted((one, other) -> one.asString().compareTo(other.asString()))
                    .toList();
        } catch (IOException e) {
            throw new MessagingException(directory + " cannot be read", e);
        }
    }

    @Override
    public @Nullable Mail retrieve(MailKey key) throws MessagingException {
        try {
            byte[] envelope = Files.readAllBytes(directory.resolve(key.asString() + ENVELOPE));
            return StoredEnvelope.read(envelope, directory.resolve(key.asString() + MESSAGE));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new MessagingException("mail " + key.asString() + " of " + directory + " cannot be read", e);
        }
    }

    @Override
    public void remove(MailKey key) throws MessagingException {
        try {
            Files.deleteIfExists(directory.resolve(key.asString() + ENVELOPE));
            Files.deleteIfExists(directory.resolve(key.asString() + MESSAGE));
        } catch (IOException e) {
            throw new MessagingException("mail " + key.asString() + " of " + directory + " cannot be removed", e);
        }
    }

    @Override
    public void removeAll() throws MessagingException {
        for (MailKey key : keys()) {
            remove(key);
        }
    }
}
