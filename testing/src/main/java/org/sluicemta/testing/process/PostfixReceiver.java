package org.sluicemta.testing.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sluicemta.testing.tls.TestCertificate;

/**
 * Debian's Postfix on loopback as a receiver of mail, as strict as possible, with a mailbox for each known recipient.
 * It runs from a directory of its own, independent of the machine's Postfix, needs root as every Postfix does, and is
 * stopped and removed at the end.
 */
public final class PostfixReceiver implements AutoCloseable {
    /** Domain of its mailboxes. */
    public static final String DOMAIN = "y.example";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOBODY = "nobody";

    private final Path home;
    private final FreePort port;

    private PostfixReceiver(Path home, FreePort port) {
        this.home = home;
        this.port = port;
    }

    /** Whether one may run here, if Postfix is installed. */
    public static boolean isAllowed() {
        return Files.isWritable(Path.of("/etc"));
    }

    /** @param mailboxes local parts of its recipients */
    public static PostfixReceiver start(List<String> mailboxes) throws IOException {
        return start(mailboxes, Optional.empty());
    }

    /**
     * Starts one that may offer TLS.
     *
     * @param mailboxes local parts of its recipients
     * @param certificate what it shows; it offers no TLS without one
     */
    public static PostfixReceiver start(List<String> mailboxes, Optional<TestCertificate> certificate)
            throws IOException {
        return start(mailboxes, certificate, "");
    }

    /** @param more lines of main.cf */
    public static PostfixReceiver start(List<String> mailboxes, Optional<TestCertificate> certificate, String more)
            throws IOException {
        // Not below a test's own directory, because Postfix drops its privileges and must still have access.
        Path home = Files.createTempDirectory(
                "sluice-postfix", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        PostfixReceiver receiver = new PostfixReceiver(home, FreePort.onLoopback());
        try {
            receiver.layOut(mailboxes);
            receiver.secure(certificate);
            Files.writeString(receiver.home.resolve("conf/main.cf"), more + "\n", StandardOpenOption.APPEND);
            receiver.control("start");
        } catch (IOException | RuntimeException e) {
            receiver.remove();
            throw e;
        }
        return receiver;
    }

    public int port() {
        return port.number();
    }

    /** Waits for what it stores for a recipient, and returns it with CRLF line ends. */
    public byte[] await(String mailbox) throws IOException, InterruptedException {
        Path arrived = mailbox(mailbox).resolve("new");
        try (WatchService watch = arrived.getFileSystem().newWatchService()) {
            arrived.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Optional<Path> stored = first(arrived);
            WatchKey key = stored.isPresent() ? null : watch.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (stored.isEmpty() && key == null) {
                throw new IOException("nothing arrived for " + mailbox + "; Postfix says:\n" + log());
            }
            String text = Files.readString(first(arrived).orElseThrow(), ISO_8859_1);
            return text.replace("\n", "\r\n").getBytes(ISO_8859_1);
        }
    }

    /** Its log so far. */
    public String log() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    @Override
    public void close() throws IOException {
        try {
            control("stop");
        } finally {
            remove();
        }
    }

    private void layOut(List<String> mailboxes) throws IOException {
        for (String name : List.of("conf", "spool", "data", "mail")) {
            open(Files.createDirectory(home.resolve(name)));
        }
        own(home.resolve("data"), "postfix");
        own(home.resolve("mail"), NOBODY);
        StringBuilder known = new StringBuilder();
        for (String mailbox : mailboxes) {
            known.append(mailbox)
                    .append('@')
                    .append(DOMAIN)
                    .append(' ')
                    .append(mailbox)
                    .append("/\n");
            own(open(Files.createDirectory(mailbox(mailbox))), NOBODY);
            for (String part : List.of("new", "cur", "tmp")) {
                own(open(Files.createDirectory(mailbox(mailbox).resolve(part))), NOBODY);
            }
        }
        Files.writeString(home.resolve("conf/mailboxes"), known);
        Files.writeString(home.resolve("conf/main.cf"), mainFile());
        Files.writeString(home.resolve("conf/master.cf"), masterFile());
    }

    private void secure(Optional<TestCertificate> certificate) throws IOException {
        String settings = "smtpd_tls_security_level = none\n";
        if (certificate.isPresent()) {
            certificate.get().writePem(home.resolve("conf/server.crt"), home.resolve("conf/server.key"));
            settings = """
                    smtpd_tls_security_level = may
                    smtpd_tls_cert_file = HOME/conf/server.crt
                    smtpd_tls_key_file = HOME/conf/server.key
                    """.replace("HOME", home.toString());
        }
        Files.writeString(home.resolve("conf/main.cf"), settings, StandardOpenOption.APPEND);
    }

    private String mainFile() {
        return """
                compatibility_level = 3.6
                queue_directory = HOME/spool
                data_directory = HOME/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                meta_directory = /etc/postfix
                shlib_directory = /usr/lib/postfix
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = receiver.example
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                maillog_file = HOME/log
                maillog_file_prefixes = HOME
                virtual_mailbox_domains = DOMAIN
                virtual_mailbox_maps = texthash:HOME/conf/mailboxes
                virtual_mailbox_base = HOME/mail
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                virtual_alias_maps =
                smtpd_relay_restrictions = reject_unauth_destination
                strict_rfc821_envelopes = yes
                strict_mime_encoding_domain = yes
                smtpd_helo_required = yes
                local_header_rewrite_clients =
                smtpd_forbid_bare_newline = yes
                """.replace("HOME", home.toString()).replace("DOMAIN", DOMAIN);
    }

    private String masterFile() {
        return """
                127.0.0.1:PORT inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                anvil unix - - n - 1 anvil
                tlsmgr unix - - n 1000? 1 tlsmgr
                error unix - - n - - error
                retry unix - - n - - error
                proxymap unix - - n - - proxymap
                virtual unix - n n - - virtual
                postlog unix-dgram n - n - 1 postlogd
                """.replace("PORT", Integer.toString(port.number()));
    }

    private void control(String command) throws IOException {
        String postfix = DebianTools.POSTFIX.path();
        ProcessRun run =
                ProcessRun.run(PATIENCE, postfix, "-c", home.resolve("conf").toString(), command);
        if (run.exitCode() != 0) {
            throw new IOException("postfix " + command + " ended with " + run.exitCode() + ": " + run.stderr() + log());
        }
    }

    private Path mailbox(String name) {
        return home.resolve("mail").resolve(name);
    }

    private static Optional<Path> first(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst();
        }
    }

    private static Path open(Path directory) throws IOException {
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void own(Path file, String user) throws IOException {
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    private void remove() throws IOException {
        port.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
