package org.sluicemta.bounce;

import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.text.Tags;

/** How the subjects of automatic answers begin, in the languages of the large mail systems. */
final class AutoReplySubjects {
    private static final List<String> BEGINNINGS = List.of(
            "out of office",
            "out-of-office",
            "out of the office",
            "i am out of the office",
            "automatic reply",
            "automatic response",
            "automated reply",
            "automated response",
            "auto reply",
            "auto-reply",
            "autoreply",
            "auto response",
            "auto-response",
            "autoresponse",
            "autoresponder",
            "auto:",
            "[auto-reply]",
            "[autoreply]",
            "vacation reply",
            "vacation notice",
            "on vacation",
            "away from my mail",
            "away from mail",
            "abwesenheitsnotiz",
            "abwesenheitsbenachrichtigung",
            "abwesenheit:",
            "abwesend:",
            "automatische antwort",
            "autom. antwort",
            "autoantwort",
            "réponse automatique",
            "reponse automatique",
            "absence du bureau",
            "absent du bureau",
            "message d'absence",
            "respuesta automática",
            "respuesta automatica",
            "respuesta de fuera de oficina",
            "fuera de la oficina",
            "fuera de oficina",
            "resposta automática",
            "resposta automatica",
            "fora do escritório",
            "ausência temporária",
            "risposta automatica",
            "fuori sede",
            "fuori ufficio",
            "automatisch antwoord",
            "afwezigheidsbericht",
            "afwezig:",
            "niet aanwezig",
            "autosvar",
            "automatiskt svar",
            "automatisk svar",
            "frånvarande",
            "frånvaromeddelande",
            "fraværende",
            "fraværsbesked",
            "ikke til stede",
            "automaattinen vastaus",
            "poissa",
            "odpowiedź automatyczna",
            "autoodpowiedź",
            "automatická odpověď",
            "automatická odpoveď",
            "automatikus válasz",
            "răspuns automat",
            "otomatik yanıt",
            "otomatik yanit",
            "samodejni odgovor",
            "automatski odgovor",
            "автоответ",
            "автоматический ответ",
            "автоматична відповідь",
            "автоматичен отговор",
            "αυτόματη απάντηση",
            "自動応答",
            "自動返信",
            "【自動返信】",
            "不在通知",
            "自动回复",
            "自動回覆",
            "自動回復",
            "자동 회신",
            "자동회신",
            "부재중",
            "תשובה אוטומטית",
            "رد تلقائي",
            "ตอบกลับอัตโนมัติ",
            "trả lời tự động",
            "balasan otomatis");

    private AutoReplySubjects() {}

    /** Whether a decoded subject begins like one, after any {@code Re:} and what gateways put in front. */
    static boolean match(String subject) {
        String words = subject.strip().toLowerCase(Locale.ROOT);
        return begins(words) || begins(Tags.cut(words));
    }

    private static boolean begins(String subject) {
        String words = subject.startsWith("re:") ? subject.substring(3).strip() : subject;
        return BEGINNINGS.stream().anyMatch(words::startsWith);
    }
}
