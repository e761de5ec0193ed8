package org.sluicemta.bounce.text;

import java.util.ArrayList;
import java.util.List;
import org.sluicemta.bounce.reply.AddressText;

/**
 * Reads lines that are a label, a colon and one address or a list of them, in whatever language the label is. Labels of senders, contacts and
 * identifiers are left out.
 */
final class LabelledAddresses {
    private static final int MAX_LABEL = 40;

    private static final Phrases OTHERS = Phrases.of(
            "from",
            "sender",
            "reply",
            "contact",
            "message-id",
            "message id",
            "id",
            "cc",
            "errors",
            "support",
            "help",
            "mail from",
            "to",
            "von",
            "absender",
            "antwort",
            "kontakt",
            "de",
            "expéditeur",
            "expediteur",
            "répondre",
            "remitente",
            "remetente",
            "mittente",
            "da",
            "afzender",
            "van",
            "avsändare",
            "från",
            "afsender",
            "fra",
            "lähettäjä",
            "nadawca",
            "od",
            "odesílatel",
            "feladó",
            "expeditor",
            "gönderen",
            "от",
            "отправитель",
            "від",
            "από",
            "差出人",
            "送信者",
            "送信元",
            "发件人",
            "寄件人",
            "寄件者",
            "보낸",
            "发送者");

    private static final Phrases SENDERS = Phrases.of(
            "from:",
            "sender:",
            "sender address:",
            "reply-to:",
            "von:",
            "absender:",
            "absenderadresse:",
            "expéditeur :",
            "expéditeur:",
            "adresse de l'expéditeur :",
            "de :",
            "remitente:",
            "dirección del remitente:",
            "remetente:",
            "endereço do remetente:",
            "mittente:",
            "indirizzo mittente:",
            "afzender:",
            "adres van afzender:",
            "avsändare:",
            "afsender:",
            "nadawca:",
            "adres nadawcy:",
            "отправитель:",
            "адрес отправителя:",
            "差出人:",
            "送信者:",
            "送信者のアドレス:",
            "发件人:",
            "发件人地址:",
            "寄件者:",
            "보낸 사람:");

    private LabelledAddresses() {}

    /** Whether a line is nothing but the label of a sender, whose address stands on the next line. */
    static boolean isSenderLabel(String line) {
        return line.endsWith(":") && SENDERS.start(Phrases.flat(line).strip());
    }

    /** Every labelled address, with the lines below its label up to a blank one as the words about it. */
    static List<TextFailure> read(List<String> lines) {
        List<TextFailure> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            List<String> addresses = Contacts.in(lines.get(i)) ? List.of() : labelled(lines.get(i));
            for (String address : addresses) {
                found.add(TextFailure.of(address, below(lines, i + 1)));
            }
        }
        return found;
    }

    private static List<String> labelled(String line) {
        int ascii = line.indexOf(':');
        int wide = line.indexOf('：');
        int colon = ascii < 0 || wide >= 0 && wide < ascii ? wide : ascii;
        if (colon < 1 || colon > MAX_LABEL || line.indexOf('@') < colon) {
            return List.of();
        }
        String label = Phrases.flat(line.substring(0, colon));
        List<String> addresses = AddressText.all(line.substring(colon + 1));
        boolean listed = addresses.size() == 1 || isList(line.substring(colon + 1), addresses);
        return listed && !OTHERS.startsWord(label) ? addresses : List.of();
    }

    /** Whether there is nothing but addresses and what stands between them. */
    private static boolean isList(String text, List<String> addresses) {
        String left = text;
        for (String address : addresses) {
            left = left.replace(address, "");
        }
        return left.chars().allMatch(c -> c <= ' ' || ",;<>\"'".indexOf(c) >= 0);
    }

    private static List<String> below(List<String> lines, int from) {
        int to = from;
        while (to < lines.size() && to - from < 8 && !lines.get(to).isBlank()) {
            to++;
        }
        return lines.subList(from, to);
    }
}
