package org.sluicemta.mailets.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFoldersTest {
    private static final MailRepositoryUrl ERROR = MailRepositoryUrl.from("file://var/mail/error");
    private static final String MESSAGE = "Subject: kept\r\nX-Eight: \u00fc\r\n\r\nbody \u00e9\r\n";

    @TempDir
    Path root;

    private Mail mail(String name) throws Exception {
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("a@b.example")
                .addRecipients("x@c.example", "y@c.example")
                .state("error")
                .errorMessage("no way")
                .addAttribute(Attribute.convertToAttribute("org.sluicemta.tenant", "acme"))
                .build();
        mail.setMessageNoCopy(new MimeMessageWrapper(MimeMessageInputStreamSource.create(
                name, new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.ISO_8859_1)))));
        return mail;
    }

    @Test
    void keepsMailOctetForOctetOverARestart() throws Exception {
        MailKey key = new MailFolders(root).select(ERROR).store(mail("one"));

        MailRepository reopened = new MailFolders(root).get(ERROR).orElseThrow();
        assertThat(reopened.list()).toIterable().containsExactly(key);
        Mail kept = reopened.retrieve(key);
        assertThat(kept.getName()).isEqualTo("one");
        assertThat(kept.getMaybeSender().asString()).isEqualTo("a@b.example");
        assertThat(kept.getRecipients()).hasToString("[x@c.example, y@c.example]");
        assertThat(kept.getState()).isEqualTo("error");
        assertThat(kept.getErrorMessage()).isEqualTo("no way");
        assertThat(kept.attributes().map(attribute -> attribute.getName().asString()))
                .containsExactly("org.sluicemta.tenant");
        assertThat(kept.getMessage().getSubject()).isEqualTo("kept");
        assertThat(Files.readString(root.resolve("repository/var/mail/error/one.eml"), StandardCharsets.ISO_8859_1))
                .isEqualTo(MESSAGE);
    }

    @Test
    void writesAChangedHeaderAndLeavesTheRest() throws Exception {
        Mail mail = mail("two");
        mail.getMessage().addHeader("X-New", "yes");

        new MailFolders(root).select(ERROR).store(mail);

        assertThat(Files.readString(root.resolve("repository/var/mail/error/two.eml"), StandardCharsets.ISO_8859_1))
                .contains("X-Eight: \u00fc\r\n", "X-New: yes\r\n")
                .endsWith("\r\n\r\nbody \u00e9\r\n");
    }

    @Test
    void givesEveryNameAFileOfItsOwnInTheFolder() throws Exception {
        MailRepository folder = new MailFolders(root).select(ERROR);
        for (String name : List.of("../../up", "a/b", "a b", "ü", "..")) {
            MailKey key = folder.store(mail(name));
            assertThat(folder.retrieve(key).getName()).isEqualTo(name);
        }
        assertThat(folder.size()).isEqualTo(5);

        folder.removeAll();

        assertThat(folder.size()).isZero();
        try (Stream<Path> files = Files.list(root.resolve("repository/var/mail/error"))) {
            assertThat(files).isEmpty();
        }
        assertThat(folder.retrieve(new MailKey("gone"))).isNull();
    }

    @Test
    void replacesMailOfTheSameName() throws Exception {
        MailRepository folder = new MailFolders(root).select(ERROR);
        folder.store(mail("one"));
        folder.store(mail("one"));

        assertThat(folder.size()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoFolderOfItsOwn() {
        MailFolders folders = new MailFolders(root);
        for (String bad : List.of("cassandra://var/mail/error", "file://../../etc", "file://..", "file://a/../..")) {
            assertThatThrownBy(() -> folders.select(MailRepositoryUrl.from(bad)))
                    .as(bad)
                    .isInstanceOf(MailRepositoryStoreException.class)
                    .hasMessageContaining("file://");
        }
    }
}
