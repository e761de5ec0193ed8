package org.sluicemta.bounce.text;

/** Words by which machines introduce themselves before they say what failed. */
final class MachineWords {
    static final Phrases INTRODUCTIONS = Phrases.of(
            "message from interscan",
            "rcpt to:",
            "transcript of session",
            "created automatically",
            "generated automatically",
            "automatically generated",
            "automatic message",
            "automated message",
            "machine generated",
            "delivery status",
            "mail system",
            "mail server",
            "mailer-daemon",
            "mail delivery",
            "automatisch erzeugt",
            "automatisch generiert",
            "généré automatiquement",
            "generado automáticamente",
            "gerado automaticamente",
            "generato automaticamente",
            "自動的に");

    private MachineWords() {}
}
