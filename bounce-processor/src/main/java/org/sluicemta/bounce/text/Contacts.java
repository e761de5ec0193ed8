package org.sluicemta.bounce.text;

/** Lines that name whom to ask for help. */
final class Contacts {
    private static final Phrases WORDS = Phrases.of(
            "contact",
            "question",
            "for help",
            "helpdesk",
            "help desk",
            "assistance",
            "support",
            "inquir",
            "enquir",
            "write to",
            "kontakt",
            "rückfragen",
            "fragen an",
            "wenden sie sich",
            "adressez-vous",
            "pregunta",
            "ayuda",
            "consulte",
            "contato",
            "contatt",
            "dúvida",
            "assistenza",
            "vragen",
            "frågor",
            "spørgsmål",
            "spørsmål",
            "pytani",
            "dotazy",
            "вопрос",
            "обратитесь",
            "обращайтесь",
            "問い合わせ",
            "お問合せ",
            "联系",
            "聯絡",
            "聯繫",
            "문의");

    private Contacts() {}

    static boolean in(String line) {
        return WORDS.in(Phrases.flat(line));
    }
}
