package org.sluicemta.bounce.text;

/** Tells a warning that delivery is late from a report that it failed. */
final class Delays {
    private static final Phrases LATE = Phrases.of(
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

    private Delays() {}

    static TextReport.Kind kind(ReportText text) {
        boolean late = LATE.in(text) || LATE.in(text.subject()) || LATE_SUBJECTS.start(text.subject());
        return late && !FINAL.in(text) ? TextReport.Kind.DELAYED : TextReport.Kind.FAILED;
    }
}
