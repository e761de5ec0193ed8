package org.sluicemta.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluicemta.settings.DatabaseSettings;

class DatabaseTest {
    @TempDir
    Path directory;

    @Test
    void makesDerbyOnFirstStartAndFindsItAgain() {
        DatabaseSettings settings = derby("db");
        try (Database database = Database.open(settings, directory)) {
            database.useHandle(handle -> handle.execute(
                    "INSERT INTO sent_mail (message_id, recipient_index, tenant, stream, recipient, sent)"
                            + " VALUES (1, 2, 'acme', 'news', 'a@b', 3)"));
        }
        try (Database database = Database.open(settings, directory)) {
            int rows = database.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM sent_mail")
                    .mapTo(Integer.class)
                    .one());
            assertThat(rows).isEqualTo(1);
        }
    }

    @Test
    void releasesTheDirectoryWhenClosed() {
        Database.open(derby("db"), directory).close();
        assertThat(directory.resolve("db/db.lck")).doesNotExist();
    }

    @Test
    void namesOtherDatabasesAsUnknown() {
        assertThatThrownBy(
                        () -> Database.open(new DatabaseSettings("jdbc:mysql://h/d?password=x", null, null), directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("database: the URL must start with jdbc:derby: or jdbc:postgresql:, got"
                        + " \"jdbc:mysql://h/d\". Leave it out for the embedded Derby, or write"
                        + " jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void saysWhereDerbyCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        String url = "jdbc:derby:" + file.resolve("db");
        assertThatThrownBy(() -> Database.open(new DatabaseSettings(url, null, null), directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("database " + url + ": cannot be opened: ")
                .hasMessageContaining("Check that this user can write to " + file.resolve("db"));
        assertThat(Path.of("null")).doesNotExist();
    }

    @Test
    void saysWhenNoPostgresAnswers() {
        assertThatThrownBy(() -> Database.open(
                        new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/mail?password=secret", "u", "secret"),
                        directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("database jdbc:postgresql://127.0.0.1:1/mail: cannot be opened: Connection to")
                .hasMessageEndingWith(
                        "Check that the server runs and that host and port are right: pg_isready -h HOST -p PORT")
                .hasMessageNotContaining("secret");
    }

    private DatabaseSettings derby(String name) {
        return new DatabaseSettings("jdbc:derby:" + directory.resolve(name), null, null);
    }
}
