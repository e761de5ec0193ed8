package org.sluicemta.conf.file;

import java.nio.file.Path;
import java.util.Optional;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.settings.BrokerSettings;
import org.sluicemta.settings.ContentPlace;
import org.sluicemta.settings.DatabaseSettings;

/** Reads the storage settings of sluice.xml: {@code <database>} and {@code <broker>}. */
final class StorageElements {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final ValueType<ContentPlace> PLACE = ValueTypes.oneOf(ContentPlace.class);

    private StorageElements() {}

    static DatabaseSettings database(ElementReader element, Path data) {
        Optional<String> url = element.optional(
                "url",
                ValueTypes.TEXT,
                "jdbc:postgresql:… or jdbc:derby:…; if empty, the embedded database in the data directory.");
        url.filter(text -> !text.startsWith("jdbc:derby:") && !text.startsWith(POSTGRESQL))
                .ifPresent(text -> element.problem(
                        "url must begin with jdbc:derby: or jdbc:postgresql:, got \"" + withoutQuery(text) + "\"",
                        "Leave it empty for the embedded database"));
        return new DatabaseSettings(
                url.orElse("jdbc:derby:" + data.resolve("derby") + ";create=true"),
                element.optional("user", ValueTypes.TEXT, "User name.").orElse(null),
                element.secret("password", "Password; better from the environment."));
    }

    /** A URL's query may contain a password. */
    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?[REDACTED]";
    }

    static BrokerSettings broker(ElementReader element, Path data, DatabaseSettings database) {
        Optional<String> url =
                element.optional("url", ValueTypes.TEXT, "URL of an external Artemis; if empty, the embedded one.");
        return new BrokerSettings(
                url,
                content(element, url.isPresent(), database),
                SluiceFile.path(
                        element,
                        "directory",
                        data,
                        "broker",
                        "Journal, pages and large messages of the embedded broker, below the data directory."),
                element.attribute(
                        "address-memory",
                        ValueTypes.SIZE_BYTES,
                        4L << 20,
                        "What a queue holds in memory before it pages to disk; all queues together hold a sixteenth of the "
                                + "heap."),
                Math.toIntExact(Math.min(
                        Integer.MAX_VALUE,
                        element.attribute(
                                "large-message-size",
                                ValueTypes.SIZE_BYTES,
                                2L << 20,
                                "Messages of this size and larger are streamed to separate files."))),
                element.attribute(
                        "max-disk-usage",
                        ValueTypes.integer(1, 100),
                        90,
                        "Percentage of the disk, 1 to 100, above which no mail is accepted."));
    }

    /** The embedded broker leaves no choice. Otherwise only the operator knows who else uses the broker. */
    private static ContentPlace content(ElementReader element, boolean external, DatabaseSettings database) {
        Optional<ContentPlace> place = element.optional(
                "content",
                PLACE,
                "Where the content of queued messages is kept: files (of this server; no other one may use "
                        + "the broker) or database (a PostgreSQL shared by all servers on the broker). Required "
                        + "with a url; the embedded broker has files.");
        if (external && place.isEmpty()) {
            element.problem(
                    "content must be said with a url: files or database, got none",
                    "Write content=\"files\" when no other server uses this broker, content=\"database\" when several"
                            + " do");
        }
        if (place.equals(Optional.of(ContentPlace.DATABASE))) {
            checkDatabase(element, external, database);
        }
        return place.orElse(ContentPlace.FILES);
    }

    private static void checkDatabase(ElementReader element, boolean external, DatabaseSettings database) {
        if (!external) {
            element.problem(
                    "content must be files with the embedded broker, which no other server uses, got \"database\"",
                    "Leave it out, or give the url of the broker that several servers share");
        } else if (database.url().startsWith("jdbc:derby:")) {
            element.problem(
                    "content must be files with an embedded database, which no other server can read, got \"database\"",
                    "Give <database> the url of a PostgreSQL: jdbc:postgresql://HOST/DATABASE");
        }
    }
}
