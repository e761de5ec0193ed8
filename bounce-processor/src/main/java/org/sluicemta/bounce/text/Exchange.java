package org.sluicemta.bounce.text;

/** Microsoft Exchange 4 to 2003 (Internet Mail Connector and Service) and its imitators: {@code address on date}, then the words indented. */
final class Exchange extends ListingMailer {
    Exchange() {
        super(
                "exchange",
                Phrases.of(
                        "did not reach the following recipient(s):",
                        "did not reach some or all of the intended recipients",
                        "your message did not reach some or all of"),
                Phrases.of(
                        "did not reach the following recipient(s)",
                        "the following recipient(s) could not be reached",
                        "following recipient(s) could not be reached"),
                Phrases.of());
    }
}
