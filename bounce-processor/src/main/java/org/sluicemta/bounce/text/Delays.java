package org.sluicemta.bounce.text;

/** Tells a warning that delivery is late, and a notice that it went well, from a report that it failed. */
final class Delays {
    /** Any of these in a report says that something is late. */
    static final Phrases LATE = Phrases.of(
            "hasn't been delivered yet",
            "delivery incomplete",
            "there was a temporary problem delivering",
            "will be attempted again",
            "will continue to be attempted",
            "wurde verzögert",
            "verzögert sich",
            "wird erneut versucht",
            "est retardée",
            "est retardé",
            "a été retardée",
            "se ha retrasado",
            "entrega retrasada",
            "entrega atrasada",
            "está atrasada",
            "foi adiada",
            "è in ritardo",
            "consegna ritardata",
            "recapito ritardato",
            "is vertraagd",
            "vertraagde bezorging",
            "har fördröjts",
            "är försenad",
            "er forsinket",
            "jest opóźnione",
            "opóźnione doręczenie",
            "je zpožděno",
            "gecikti",
            "доставка отложена",
            "задерживается",
            "配信遅延",
            "遅れています",
            "配信を再試行",
            "已延迟",
            "暂时无法",
            "지연되",
            "this is a warning message only",
            "this is a warning only",
            "you do not need to resend",
            "do not need to resend your message",
            "has not yet been delivered",
            "have not yet been delivered",
            "not yet delivered",
            "has been delayed",
            "is delayed",
            "delivery delayed",
            "delayed mail",
            "still being retried",
            "is still being retried",
            "will be retried",
            "will continue trying",
            "will continue to try",
            "will keep trying",
            "delivery attempts will continue",
            "had transient non-fatal errors",
            "transient non-fatal errors",
            "message still undelivered after",
            "has not been delivered yet",
            "notification (delay)",
            "noch nicht zugestellt",
            "zustellung verzögert",
            "verzögerte zustellung",
            "n'a pas encore été",
            "remise retardée",
            "aún no se ha entregado",
            "ha sido demorado",
            "ainda não foi entregue",
            "non è ancora stato",
            "nog niet bezorgd",
            "nog niet afgeleverd",
            "пока не доставлено",
            "доставка задерживается",
            "配信が遅れて",
            "遅延しています",
            "延迟");

    private static final Phrases LATE_SUBJECTS =
            Phrases.of("warning: message", "warning: could not send", "warning: delayed");

    private static final Phrases FINAL = Phrases.of(
            "failed permanently",
            "this is a permanent error",
            "i've given up",
            "not going to try again",
            "no further delivery attempts",
            "giving up",
            "will not be retried");

    private static final Phrases DELIVERED = Phrases.of(
            "successfully delivered",
            "was delivered successfully",
            "has been delivered to the following",
            "was delivered to the following",
            "have been delivered to the following",
            "delivery to these recipients or groups is complete",
            "successful delivery",
            "erfolgreich zugestellt",
            "wurde an die folgenden empfänger übermittelt",
            "a été remis aux destinataires suivants",
            "a été remis avec succès",
            "se ha entregado correctamente",
            "se entregó a los siguientes",
            "foi entregue aos seguintes",
            "foi entregue com sucesso",
            "è stato recapitato ai seguenti",
            "consegnato correttamente",
            "is bezorgd bij de volgende",
            "har levererats till följande",
            "er leveret til følgende",
            "dostarczono do następujących",
            "было успешно доставлено",
            "успешно доставлено",
            "次の受信者に配信されました",
            "正常に配信されました",
            "已成功送达",
            "已传递给以下收件人");

    private Delays() {}

    /** Whether the words are those of a notice that delivery went well, and none of failure are among them. */
    static boolean saysDelivered(ReportText text) {
        return DELIVERED.in(text) && !FailureWords.FAILED.in(text);
    }

    static TextReport.Kind kind(ReportText text) {
        if (saysDelivered(text)) {
            return TextReport.Kind.DELIVERED;
        }
        boolean late = LATE.in(text) || LATE.in(text.subject()) || LATE_SUBJECTS.start(text.subject());
        return late && !FINAL.in(text) ? TextReport.Kind.DELAYED : TextReport.Kind.FAILED;
    }
}
