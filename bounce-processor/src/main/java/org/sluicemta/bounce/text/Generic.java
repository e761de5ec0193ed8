package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluicemta.bounce.mime.Headers;

/**
 * Mailers nobody has named: a message that two independent hints in its header call a report, and that says in one of many
 * languages that something was not delivered. The failed addresses are looked for where mailers put them, from the surest
 * place to the least sure ({@link GenericPlaces}).
 */
final class Generic implements Recogniser {
    private static final Phrases GOODS = Phrases.of(
            "parcel",
            "package",
            "shipment",
            "courier",
            "payment",
            "invoice",
            "sendung",
            "paket",
            "zahlung",
            "colis",
            "paiement",
            "pacco",
            "pagamento",
            "paquete",
            "pago",
            "encomenda",
            "pakket",
            "przesyłka",
            "посылк",
            "платеж",
            "包裹",
            "汇款",
            "荷物",
            "お届け",
            "택배");
    private static final Phrases MAIL = Phrases.of(
            "mail",
            "message",
            "nachricht",
            "messaggio",
            "mensaje",
            "mensagem",
            "bericht",
            "meddelande",
            "besked",
            "wiadomość",
            "zpráva",
            "сообщени",
            "письм",
            "邮件",
            "郵件",
            "メール",
            "메일",
            "smtp");
    private static final Phrases OWN_MAILBOX = Phrases.of(
            "your mailbox",
            "your mail box",
            "your inbox",
            "your account",
            "your email account",
            "your e-mail account",
            "your email storage",
            "your storage",
            "your quota",
            "your password",
            "ihr postfach",
            "ihre mailbox",
            "ihr konto",
            "ihr speicher",
            "ihr passwort",
            "dein postfach",
            "votre boîte",
            "votre boite",
            "votre compte",
            "votre messagerie",
            "su buzón",
            "su cuenta",
            "tu buzón",
            "sua caixa",
            "sua conta",
            "la tua casella",
            "il tuo account",
            "la sua casella",
            "uw mailbox",
            "uw postvak",
            "uw account",
            "din brevlåda",
            "ditt konto",
            "din postkasse",
            "twoja skrzynka",
            "twoje konto",
            "vaše schránka",
            "posta kutunuz",
            "hesabınız",
            "ваш ящик",
            "ваш почтовый ящик",
            "ваша учетная запись",
            "ваш аккаунт",
            "お客様のメール",
            "あなたのメール",
            "ご利用のメール",
            "您的邮箱",
            "您的帐户",
            "您的账户",
            "귀하의");
    private static final Phrases OFFICES = Phrases.of("postmaster@", "mailer-daemon@", "mailerdaemon@", "mail-daemon@");
    private static final Phrases LINKS = Phrases.of("http:", "https:", "www.");
    private static final Phrases ASKS = Phrases.of(
            "click",
            "log in",
            "sign in",
            "verify your",
            "upgrade",
            "validate",
            "confirm your",
            "klicken",
            "anmelden",
            "melden sie sich",
            "bestätigen",
            "cliquez",
            "connectez-vous",
            "haga clic",
            "clic aquí",
            "clique aqui",
            "clicca",
            "klik",
            "klicka",
            "kliknij",
            "klikněte",
            "tıklayın",
            "нажмите",
            "перейдите",
            "クリック",
            "点击",
            "點擊",
            "클릭");
    private static final Phrases SAYS_TO_WHOM = Phrases.of(
            "your message to",
            "your email to",
            "your e-mail to",
            "your mail to",
            "ihre nachricht an",
            "ihre e-mail an",
            "votre message à",
            "su mensaje a",
            "sua mensagem para",
            "il messaggio a",
            "uw bericht aan");

    /** Subjects of what mail systems send besides reports: about many messages, or about none. */
    private static final Phrases SUMMARIES = Phrases.of(
            "quarantine",
            "quarantäne",
            "quarantaine",
            "cuarentena",
            "quarentena",
            "quarantena",
            "隔離",
            "隔离",
            "digest",
            "summary",
            "summaries",
            "statistics",
            "statistik",
            "logwatch",
            "daily report",
            "weekly report",
            "monthly report",
            "report domain:",
            "moderat",
            "subscription",
            "unsubscribe",
            "maintenance",
            "almost full",
            "nearly full",
            "fast voll",
            "newsletter");

    @Override
    public Optional<TextReport> read(ReportText text) {
        if (!isReport(text)) {
            return Optional.empty();
        }
        if (isToTheReader(text)) {
            return Optional.empty();
        }
        GenericPlaces places = new GenericPlaces(text);
        List<TextFailure> found = places.sure();
        if (found.isEmpty() && (isSurelyMachine(text.hints()) || opensAsMachine(text))) {
            found = places.guessed();
        }
        boolean told = found.size() <= GenericPlaces.MAX_GUESSED && isProven(text, found);
        return told ? TextReport.of("generic", text, found) : Optional.empty();
    }

    /**
     * Two hints of the header and words of failure; {@code <address>:} alone on a line is as good as one of either, and a
     * mailer or a null sender may do with words of failure at the very beginning.
     */
    static boolean isReport(ReportText text) {
        Hints hints = text.hints();
        if (text.headers().has("X-Failed-Recipients")) {
            return true;
        }
        if (isAboutOthers(text.subject())) {
            return false;
        }
        boolean listed = hints.any() && text.lines().stream().anyMatch(Generic::isListEntry);
        boolean saysSo = FailureWords.FAILED.in(text)
                || FailureWords.FAILED.in(text.subject())
                || Delays.LATE.in(text)
                || Delays.saysDelivered(text);
        boolean enough = hints.count() + (listed ? 1 : 0) >= 2;
        return (saysSo || listed && hints.subject()) && (enough || opensAsMachine(text));
    }

    /** Whether the subject is that of a summary or of a program that speaks about the reports of others. */
    static boolean isAboutOthers(String subject) {
        return SUMMARIES.in(subject) || Hints.isTagged(subject);
    }

    /**
     * A postmaster and a subject do not make a report: a machine that returned a message leaves no return path, or marks, an
     * answer's code, or the message itself. Without a word about mail it is about parcels and payments.
     */
    private static boolean isProven(ReportText text, List<TextFailure> found) {
        Hints hints = text.hints();
        boolean machine = hints.nullSender()
                || hints.marked()
                || text.from().contains("daemon")
                || isOfOffice(text.headers().first("Return-Path"))
                || hints.mailer() && !text.headers().has("Return-Path") && opensAsMachine(text)
                || hints.mailer() && SAYS_TO_WHOM.in(text.opening());
        TextFailure all = TextFailure.of("", text.lines());
        boolean coded = found.stream().anyMatch(each -> each.smtpCode() != null || each.status() != null)
                || hints.mailer() && (all.smtpCode() != null || all.status() != null);
        boolean returned = !text.original().fields().isEmpty();
        boolean aboutMail = !GOODS.in(text) && !GOODS.in(text.subject()) || MAIL.in(text) && isSurelyMachine(hints);
        return (machine || coded || returned || hints.mailer() && hints.subject())
                && (coded || returned || hints.marked() || aboutMail);
    }

    /** Some servers send reports from the office that is to be written to about them. */
    private static boolean isOfOffice(String returnPath) {
        return OFFICES.start(Phrases.flat(returnPath.replace("<", "")));
    }

    /** What asks its reader to do something about a mailbox of his own is a trick, or his provider's affair. */
    static boolean isToTheReader(ReportText text) {
        if (!text.original().fields().isEmpty() || text.headers().has("X-Failed-Recipients")) {
            return false;
        }
        boolean links = LINKS.in(text);
        boolean answerable = text.headers().has("Return-Path") && !text.hints().nullSender();
        return OWN_MAILBOX.in(text) && (links || ASKS.in(text)) || answerable && links && ASKS.in(text);
    }

    /** Guesses are made only where the sender, not just the subject, is a report's. */
    private static boolean isSurelyMachine(Hints hints) {
        return hints.count() >= 2 && (hints.mailer() || hints.marked());
    }

    /** Words of failure at the very beginning, from a mail system or without a return path. */
    private static boolean opensAsMachine(ReportText text) {
        Hints hints = text.hints();
        String opening = text.opening();
        boolean machine = hints.mailer() || hints.nullSender() && !isGenerated(text.headers());
        return machine && (FailureWords.FAILED.in(opening) || Delays.LATE.in(opening));
    }

    /** Alerts, statistics and newsletters may have a null sender; what answers a message says so, or nothing. */
    private static boolean isGenerated(Headers headers) {
        String submitted = headers.first("Auto-Submitted").strip().toLowerCase(Locale.ROOT);
        return submitted.startsWith("auto-generated") || headers.has("List-Unsubscribe") || headers.has("List-Id");
    }

    private static boolean isListEntry(String line) {
        String entry = line.stripLeading();
        return entry.length() > 5 && entry.charAt(0) == '<' && entry.endsWith(">:") && entry.indexOf('@') > 0;
    }
}
