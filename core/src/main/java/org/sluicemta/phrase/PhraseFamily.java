package org.sluicemta.phrase;

import org.sluicemta.config.Label;

/** What phrases are looked for together, and where. Each is a {@code <family>} of {@code phrases.xml}. */
public enum PhraseFamily {
    /** In a report: something was not delivered. */
    FAILED(Place.ANYWHERE, "Something was not delivered."),
    /** In a report: something is late, and is still tried. */
    LATE(Place.ANYWHERE, "Something is late, and is still tried."),
    /** Of a report about mail that is late. */
    LATE_SUBJECT(Place.BEGINNING, "How the subjects of warnings about late mail begin."),
    /** In a report that speaks of a delay as well. */
    GIVEN_UP(Place.ANYWHERE, "Nothing more is tried, whatever was late before."),
    /** In a report: all went well. */
    DELIVERED(Place.ANYWHERE, "Delivery went well."),
    /** Above what a machine has to say. */
    INTRODUCTION(Place.ANYWHERE, "How machines introduce themselves before they say what failed."),
    /** In From or Sender. */
    DAEMON(Place.ANYWHERE, "What mail systems call themselves in From and Sender."),
    /** Of reports. */
    REPORT_SUBJECT(Place.ANYWHERE, "What the subjects of reports hold."),
    /** Of programs that write about the reports of others. */
    TRACKER_TAG(Place.BEGINNING, "How trackers of faults and patches begin their subjects."),
    /** Of summaries. */
    SUMMARY_SUBJECT(Place.ANYWHERE, "Subjects of what mail systems send besides reports."),
    /** Of automatic answers. */
    AUTO_REPLY_SUBJECT(Place.BEGINNING, "How the subjects of automatic answers begin."),
    /** In the sender or the program of a challenge. */
    CHALLENGER(Place.ANYWHERE, "Filters that ask a sender to confirm that he is one."),
    /** In a sentence, right in front of the address that failed. */
    FAILED_LEAD(Place.ANYWHERE, "Words right in front of an address that failed."),
    /** On the line that says why. */
    REASON(Place.ANYWHERE, "Labels of the line, or of the lines below, that say why."),
    /** On lines that say nothing about a recipient. */
    BOILERPLATE(Place.ANYWHERE, "What stands in every report, whatever happened."),
    /** On lines that name a helper. */
    CONTACT(Place.ANYWHERE, "Lines that name whom to ask for help."),
    /** In a message that is about goods or money, not mail. */
    GOODS(Place.ANYWHERE, "Parcels and payments, which fail to be delivered as well."),
    /** In a message that is about mail. */
    MAIL(Place.ANYWHERE, "What a piece of mail is called."),
    /** In a message about the reader's own mailbox. */
    OWN_MAILBOX(Place.ANYWHERE, "The reader's own mailbox: a matter for the reader's provider, or a trick."),
    /** In a message that wants something from its reader. */
    ASK(Place.ANYWHERE, "What a reader is asked to do in a trick."),
    /** At the beginning of a report. */
    TO_WHOM(Place.ANYWHERE, "Words that say to whom the failed message was."),
    /** Local parts. */
    DAEMON_ADDRESS(Place.BEGINNING, "Addresses that reports are sent from."),
    /** In the From address, up to and with its {@code @}. */
    AUTOMATON_ADDRESS(Place.ANYWHERE, "Addresses that programs write from and nobody reads."),
    /** Local parts. */
    OFFICE_ADDRESS(Place.BEGINNING, "Addresses that a reader is told to write to; they are not what failed."),
    /** In front of a colon and an address. */
    RECIPIENT_LABEL(Place.BEGINNING, "Labels in front of a failed address."),
    /** In front of a colon and an address. */
    OTHER_LABEL(Place.FIRST_WORD, "Labels in front of an address that is somebody else's."),
    /** Alone on the line above an address. */
    SENDER_LABEL(Place.BEGINNING, "Labels of a sender whose address stands on the next line."),
    /** Of what people pass on. */
    FORWARD_SUBJECT(Place.BEGINNING, "How the subjects of forwarded messages begin."),
    /** In the block above a forwarded text. */
    FROM_LABEL(Place.BEGINNING, "What programs call the From field above a forwarded text."),
    /** In the block above a forwarded text. */
    SUBJECT_LABEL(Place.BEGINNING, "What programs call the Subject field above a forwarded text."),
    /** Above the returned original. */
    ORIGINAL_MARKER(Place.BEGINNING, "The line above a returned message, without the rules around it."),
    /** In an answer. */
    PARTY_ASIDE(Place.WORDS, "Mentions of the sender or the client that say nothing about them."),
    /** In an answer. */
    PARTY_SENDER(Place.WORDS, "The sender, or the sender's address or domain."),
    /** In an answer. */
    PARTY_CLIENT(Place.WORDS, "The host that connected, by its address or one of its names."),
    /** In an answer. */
    PARTY_RECIPIENT(Place.WORDS, "The recipient, by a word that can mean nobody else."),
    /** In an answer. */
    PARTY_MAILBOX(Place.WORDS, "A mailbox: the recipient's where nothing says that it is somebody else's."),
    /** In an answer. */
    PARTY_REFUSAL(Place.WORDS, "Somebody was turned away; what follows says why.");

    private final Place place;
    private final String meaning;

    PhraseFamily(Place place, String meaning) {
        this.place = place;
        this.meaning = meaning;
    }

    /** How a phrase is compared with a text. */
    public enum Place {
        /** It may stand anywhere, in the middle of a word too. */
        ANYWHERE,
        /** The text begins with it. */
        BEGINNING,
        /** The text begins with it, and the word ends there: {@code de} doesn't match {@code delivery}. */
        FIRST_WORD,
        /** Matches whole words only; {@code *} matches anything. */
        WORDS
    }

    public Place place() {
        return place;
    }

    /** A sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Its name in {@code phrases.xml}. */
    public String label() {
        return Label.of(this);
    }
}
