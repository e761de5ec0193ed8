package org.sluicemta.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.sluicemta.console.jmx.History;
import org.sluicemta.console.jmx.HistoryMXBean;
import org.sluicemta.console.operation.TraceOperations;
import org.sluicemta.disk.FileTrouble;
import org.sluicemta.event.EventSearch;
import org.sluicemta.event.NoEventSearch;
import org.sluicemta.settings.ServerSettings;
import org.sluicemta.store.event.JournalReader;
import org.sluicemta.store.search.StoredIndex;

/** Events of a home whose server isn't running: its journal, and the index beside it. Nothing is written. */
final class StoredHistory {
    private StoredHistory() {}

    static int search(HomeOption home, PrintWriter warnings, ToIntFunction<HistoryMXBean> action) {
        ServerSettings settings = Configurations.load(home).settings();
        Path directory = settings.dataDirectory().resolve("index");
        JournalReader journal = new JournalReader(settings.logDirectory());
        try {
            Optional<StoredIndex> stored = StoredIndex.open(directory, journal);
            if (stored.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.UNAVAILABLE,
                        "no index of events in " + directory + ". The server makes it while it runs: sluice run --home "
                                + home.home());
            }
            try (StoredIndex index = stored.get()) {
                EventSearch search = index.search();
                if (search.state().lagEvents() > 0) {
                    warnings.println(
                            "sluice: the last events, about " + search.state().lagEvents()
                                    + ", are not in the index and are not shown. The server indexes them when it runs");
                }
                return action.applyAsInt(new History(new TraceOperations(search, journal)));
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.IO, "cannot read the index of events in " + directory + ": " + FileTrouble.of(e), e);
        }
    }

    static int journal(HomeOption home, ToIntFunction<HistoryMXBean> action) {
        // The journal is read without the index.
        ServerSettings settings = Configurations.load(home).settings();
        return action.applyAsInt(
                new History(new TraceOperations(new NoEventSearch(), new JournalReader(settings.logDirectory()))));
    }
}
