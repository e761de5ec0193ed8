package org.sluicemta.store.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluicemta.content.ContentTable;
import org.sluicemta.content.ContentTable.Entry;
import org.sluicemta.content.ContentTable.Holding;
import org.sluicemta.store.database.DatabaseContract;

/** What a content table keeps and forgets, whatever database it is in. */
class ContentTableIT extends DatabaseContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int[] ONE = {0};

    private ContentTable table;

    @BeforeEach
    void open() {
        table = new DatabaseContentTable(database());
    }

    @AfterEach
    void empty() {
        database().useHandle(handle -> {
            handle.execute("DELETE FROM content");
            handle.execute("DELETE FROM content_piece");
            handle.execute("DELETE FROM content_holder");
            handle.execute("UPDATE content_state SET look_ends = 0, look_due = 0");
        });
    }

    private static byte[] octets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }

    private Entry put(int size, int... recipients) throws IOException {
        return table.put(new ByteArrayInputStream(octets(size)), recipients, NOON);
    }

    private byte[] read(Entry entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Optional<byte[]> piece = table.piece(entry.number(), 0);
        for (long next = 1; piece.isPresent(); next++) {
            assertThat(piece.get().length).isLessThanOrEqualTo(ContentTable.PIECE);
            out.write(piece.get());
            piece = table.piece(entry.number(), next);
        }
        return out.toByteArray();
    }

    private long rows(String name) {
        return database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + name)
                        .mapTo(Long.class)
                        .one());
    }

    @Test
    void givesBackWhatWasPutWhateverItsSize() throws IOException {
        for (int size : new int[] {0, 1, ContentTable.PIECE, ContentTable.PIECE + 1, 3_000_000}) {
            Entry entry = put(size, ONE);
            CRC32C checksum = new CRC32C();
            checksum.update(octets(size));
            assertThat(entry.length()).isEqualTo(size);
            assertThat(entry.checksum()).isEqualTo((int) checksum.getValue());
            assertThat(table.find(entry.number(), NOON)).contains(entry);
            assertThat(read(entry)).isEqualTo(octets(size));
        }
        assertThat(table.size()).isEqualTo(new ContentTable.Size(5, 3_000_000 + 2 * ContentTable.PIECE + 2));
    }

    @Test
    void leavesNothingOfContentThatCannotBeRead() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 2_000_000;

            @Override
            public int read() throws IOException {
                if (left <= 0) {
                    throw new IOException("broken");
                }
                left--;
                return 'x';
            }
        };
        assertThatThrownBy(() -> table.put(broken, ONE, NOON))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(rows("content_piece") + rows("content_holder") + rows("content"))
                .isZero();
    }

    @Test
    void staysUntilTheLastRecipientLetsGo() throws IOException {
        Entry entry = put(100_000, 0, 1, 7);
        table.release(List.of(holding(entry, 0, 7)));
        table.release(List.of(holding(entry, 0, 7)));
        assertThat(read(entry)).hasSize(100_000);
        table.release(List.of(holding(entry, 1)));
        assertThat(table.find(entry.number(), NOON)).isEmpty();
        assertThat(rows("content_piece") + rows("content_holder")).isZero();
        table.release(List.of(holding(entry, 1)));
    }

    private static Holding holding(Entry entry, int... recipients) {
        return new Holding(entry.number(), recipients);
    }

    @Test
    void letsGoOfManyAtOnce() throws IOException {
        Entry first = put(10, 0, 1);
        Entry second = put(10, 0, 1);
        table.release(List.of(holding(second, 0), holding(first, 0), holding(second, 1)));
        assertThat(table.find(first.number(), NOON)).isPresent();
        assertThat(table.find(second.number(), NOON)).isEmpty();
    }

    /** Otherwise each of the two would see the other's row, and the content would stay. */
    @Test
    void twoServersThatLetGoOfTheLastTwoDeleteIt() throws Exception {
        ContentTable other = new DatabaseContentTable(database());
        for (int round = 0; round < 30; round++) {
            Entry entry = put(10, 0, 1);
            CyclicBarrier together = new CyclicBarrier(2);
            List<FutureTask<Void>> tasks = new ArrayList<>();
            tasks.add(letGo(table, entry, 0, together));
            tasks.add(letGo(other, entry, 1, together));
            tasks.forEach(task -> Thread.ofPlatform().start(task));
            for (FutureTask<Void> task : tasks) {
                task.get();
            }
            assertThat(rows("content")).isZero();
        }
    }

    private static FutureTask<Void> letGo(ContentTable table, Entry entry, int recipient, CyclicBarrier together) {
        return new FutureTask<>(() -> {
            together.await();
            table.release(List.of(holding(entry, recipient)));
            return null;
        });
    }

    @Test
    void noNumberIsGivenTwice() throws IOException {
        ContentTable other = new DatabaseContentTable(database());
        Entry first = put(1, ONE);
        Entry second = other.put(new ByteArrayInputStream(octets(1)), ONE, NOON);
        assertThat(first.number()).isNotEqualTo(second.number());
        assertThat(put(1, ONE).number()).isNotEqualTo(second.number());
    }

    @Test
    void oneServerLooksAtATime() throws IOException {
        assertThat(table.beginLook(NOON, HOUR)).isTrue();
        assertThat(new DatabaseContentTable(database()).beginLook(NOON.plusSeconds(60), HOUR))
                .isFalse();
        assertThat(new DatabaseContentTable(database()).beginLook(NOON.plus(HOUR), HOUR))
                .as("the first one has died")
                .isTrue();
        sweep(NOON, NOON.plus(HOUR));
        assertThat(table.beginLook(NOON.plusSeconds(60), HOUR))
                .as("none is due")
                .isFalse();
    }

    private long sweep(Instant now, Instant next, long... seen) throws IOException {
        return table.sweep(
                number -> LongStream.of(seen).anyMatch(each -> each == number), now.minus(HOUR), HOUR, now, next);
    }

    @Test
    void deletesWhatTwoLooksAnHourApartDidNotSee() throws IOException {
        Entry lost = put(100_000, ONE);
        Entry held = put(100_000, ONE);
        Instant first = NOON.plus(HOUR.multipliedBy(2));
        assertThat(sweep(first, first, held.number())).isZero();
        assertThat(sweep(first.plusSeconds(60), first, held.number()))
                .as("too soon")
                .isZero();
        assertThat(sweep(first.plus(HOUR), first, held.number())).isEqualTo(1);
        assertThat(table.find(lost.number(), first)).isEmpty();
        assertThat(rows("content_piece")).isEqualTo(2);
        assertThat(rows("content_holder")).isEqualTo(1);
        assertThat(read(held)).hasSize(100_000);
    }

    @Test
    void leavesAloneWhatMayHaveBeenUnderWay() throws IOException {
        Entry young = put(10, ONE);
        for (int minutes = 0; minutes < 60; minutes += 10) {
            assertThat(sweep(NOON.plusSeconds(60L * minutes), NOON)).isZero();
        }
        assertThat(table.find(young.number(), NOON)).isPresent();
    }

    @Test
    void isNoLongerCondemnedWhenItIsSeenReadOrSentOn() throws IOException {
        Instant first = NOON.plus(HOUR.multipliedBy(2));
        Instant second = first.plus(HOUR.multipliedBy(2));
        Entry seen = put(10, ONE);
        Entry read = put(10, ONE);
        Entry sent = put(10, ONE);
        sweep(first, first);
        sweep(first.plusSeconds(1), first, seen.number());
        assertThat(table.find(read.number(), first.plusSeconds(2))).isPresent();
        table.touch(List.of(sent.number()), first.plusSeconds(2));
        assertThat(sweep(second, second)).as("condemned again, not deleted").isZero();
        assertThat(rows("content")).isEqualTo(3);
        assertThat(sweep(second.plus(HOUR), second)).isEqualTo(3);
    }

    @Test
    void goesThroughMoreThanAPage() throws IOException {
        for (int i = 0; i < 1_100; i++) {
            put(1, ONE);
        }
        Instant first = NOON.plus(HOUR.multipliedBy(2));
        sweep(first, first);
        assertThat(sweep(first.plus(HOUR), first)).isEqualTo(1_100);
        assertThat(table.size().count()).isZero();
    }
}
