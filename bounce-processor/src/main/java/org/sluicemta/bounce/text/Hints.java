package org.sluicemta.bounce.text;

import java.util.List;
import java.util.Locale;
import org.sluicemta.bounce.mime.Headers;

/**
 * What the header of a message says about being written by a machine. People quote bounces all day: without one of these
 * hints no words in a text make it a report.
 *
 * @param mailer the sender is a mailer-daemon, a postmaster or called so
 * @param nullSender the envelope sender is empty (RFC 5321 section 4.5.5), where a Return-Path field shows it
 * @param subject the subject is one that reports have
 * @param marked a header field says so: a report type, failed recipients, Auto-Submitted
 */
public record Hints(boolean mailer, boolean nullSender, boolean subject, boolean marked) {
    private static final Phrases SENDERS = Phrases.of(
            "mailer-daemon",
            "mailerdaemon",
            "mail-daemon",
            "maildaemon",
            "mailer_daemon",
            "mailer daemon",
            "postmaster",
            "poostmaster",
            "post_master",
            "mail delivery",
            "mail.delivery",
            "mail deliver system",
            "delivery subsystem",
            "delivery notification",
            "internet mail delivery",
            "mail administrator",
            "mail admin",
            "mail system",
            "mail router",
            "mail server",
            "mailserver",
            "mail service",
            "smtp_mail_service",
            "microsoftexchange",
            "microsoft outlook",
            "system administrator",
            "systemadministrator",
            "no-reply@app.auone-net.jp",
            "mmsc ndr",
            "mdaemon@",
            "ndr administrator",
            "email-daemon",
            "mail gateway",
            "smtpgateway",
            "content-filter",
            "contentfilter",
            "virusalert",
            "virus alert",
            "mailscanner",
            "antivirus",
            "mailer agent",
            "mail transport",
            "mail-delivery",
            "posta-certificata@",
            "posta certificata",
            "mailmaster",
            "nachrichtenzustellung",
            "service de messagerie",
            "administrador del sistema",
            "administrador do sistema",
            "administrateur système",
            "amministratore di sistema",
            "systembeheerder",
            "systemadministratör",
            "системный администратор",
            "システム管理者",
            "系统管理员",
            "系統管理員");

    private static final Phrases SUBJECTS = Phrases.of(
            "failure notice",
            "failure delivery",
            "failed delivery",
            "failed mail",
            "failed to deliver",
            "undeliver",
            "undelivr",
            "non-deliver",
            "nondeliver",
            "non deliver",
            "not deliver",
            "unable to deliver",
            "could not be delivered",
            "couldn't be delivered",
            "cannot be delivered",
            "could not send",
            "delivery failure",
            "delivery failed",
            "delivery has failed",
            "delivery error",
            "delivery problem",
            "delivery status",
            "delivery report",
            "delivery notification",
            "delivery delayed",
            "delivery is delayed",
            "delivery unsuccessful",
            "delivery of message",
            "returned mail",
            "returned email",
            "returned to sender",
            "return to sender",
            "mail failed",
            "mail failure",
            "mail error",
            "mail delayed",
            "mail system error",
            "message delayed",
            "message status",
            "message delivery fail",
            "message delivery has",
            "message delivery problem",
            "message delivery notification",
            "message you sent",
            "mail delivery fail",
            "mail delivery problem",
            "mail delivery error",
            "mail delivery system",
            "mail delivery status",
            "mail delivery report",
            "mail delivery notification",
            "mail delivery delay",
            "mail delivery warning",
            "mail returned",
            "message rejected",
            "mail rejected",
            "rejected mail",
            "rejected message",
            "automatically rejected",
            "delayed mail",
            "warning: message",
            "warning: could not",
            "warning - delayed",
            "warning from",
            "processing error",
            "error sending your mail",
            "error during delivery",
            "loop alert",
            "postmaster notify",
            "user unknown",
            "unknown user",
            "unknown recipient",
            "invalid recipient",
            "message bounced",
            "mail bounced",
            "bounced message",
            "bounced mail",
            "bounced email",
            "[bounce]",
            "bounce message",
            "banned contents",
            "considered unsolicited",
            "viruses detected",
            "virus (",
            "was blocked by our",
            "mailbox full",
            "over quota",
            "quota exceeded",
            "nameserver error report",
            "unzustellbar",
            "nicht zugestellt",
            "nicht zustellbar",
            "zustellung fehlgeschlagen",
            "zustellungsbenachrichtigung",
            "zustellbericht",
            "fehlgeschlagen",
            "non remis",
            "échec de la remise",
            "echec de remise",
            "échec de remise",
            "échec d'envoi",
            "avis de non-remise",
            "non recensé",
            "non distribu",
            "courrier non",
            "no se puede entregar",
            "no entregado",
            "no se pudo entregar",
            "error de entrega",
            "fallo en la entrega",
            "devuelto",
            "devolvido",
            "não entregue",
            "não pôde ser entregue",
            "falha na entrega",
            "falha no envio",
            "mancato recapito",
            "impossibile recapitare",
            "non recapitabile",
            "mancata consegna",
            "onbestelbaar",
            "niet bezorgd",
            "niet afgeleverd",
            "olevererbar",
            "oleveransebart",
            "kunde inte levereras",
            "kunne ikke leveres",
            "toimittamatta",
            "toimitus epäonnistui",
            "nie dostarczono",
            "niedostarczon",
            "nedoručiteln",
            "nedoručen",
            "kézbesíthetetlen",
            "nem kézbesíthető",
            "teslim edilemedi",
            "не доставлено",
            "недоставлен",
            "не может быть доставлен",
            "недостав",
            "не доставлен",
            "αδυναμία παράδοσης",
            "δεν παραδόθηκε",
            "配信不能",
            "配信できません",
            "送信できません",
            "送信エラー",
            "送信失敗",
            "未配達",
            "不達",
            "エラー通知",
            "邮件传输失败",
            "投递失败",
            "系统退信",
            "退信",
            "无法投递",
            "無法傳遞",
            "傳送失敗",
            "未送达",
            "배달 실패",
            "전송 실패",
            "반송",
            "배달되지");

    /** Trackers and lists of patches put a tag in front of whatever they speak about. */
    private static final Phrases TAGS = Phrases.of("[patch", "[jira", "[bug", "[ticket", "[issue", "[git", "cron <");

    /** Reads the hints in the header of a message. */
    public static Hints of(Headers headers) {
        String subject = Phrases.flat(headers.decoded("Subject"));
        boolean mailer = isMailer(headers) || fromDaemonPath(headers);
        return new Hints(
                mailer,
                nullSender(headers),
                !isReply(subject) && SUBJECTS.in(subject) && (mailer || !isPost(headers)),
                marked(headers));
    }

    /** Whether the sender calls himself a mail system, whatever the return path. */
    public static boolean isMailer(Headers headers) {
        String from = headers.decoded("From").toLowerCase(Locale.ROOT);
        String senders = from + ' ' + headers.first("Sender").toLowerCase(Locale.ROOT);
        return SENDERS.in(senders) || from.contains("<>");
    }

    /** Whether anything hints at a report. */
    public boolean any() {
        return mailer || nullSender || subject || marked;
    }

    /** Whether the subject is all there is: a person may have written under a report's subject. */
    boolean onlySubject() {
        return subject && count() == 1;
    }

    /** How many of the hints are there. */
    int count() {
        return (mailer ? 1 : 0) + (nullSender ? 1 : 0) + (subject ? 1 : 0) + (marked ? 1 : 0);
    }

    /** Members of a mailing list write about reports under all kinds of subjects. */
    private static boolean isPost(Headers headers) {
        return headers.has("List-Id") || headers.has("List-Post");
    }

    private static boolean isReply(String tagged) {
        String subject = Tags.cut(tagged);
        return subject.startsWith("re:")
                || subject.startsWith("aw:")
                || subject.startsWith("re[")
                || subject.startsWith("sv:")
                || subject.startsWith("antw:")
                || isTagged(tagged)
                || InlineForward.isForward(subject);
    }

    /** Whether a program that speaks about the reports of others wrote it. */
    static boolean isTagged(String subject) {
        return TAGS.start(subject);
    }

    private static boolean fromDaemonPath(Headers headers) {
        return headers.first("Return-Path").toLowerCase(Locale.ROOT).contains("mailer-daemon");
    }

    private static boolean nullSender(Headers headers) {
        for (String path : headers.all("Return-Path")) {
            if (path.isBlank() || path.strip().equals("<>") || path.strip().equalsIgnoreCase("<MAILER-DAEMON>")) {
                return true;
            }
        }
        return false;
    }

    private static boolean marked(Headers headers) {
        for (String name : List.of(
                "X-Failed-Recipients",
                "X-Bounced-Address",
                "X-DSNContext",
                "X-DSN-Reason",
                "X-MX-Bounce",
                "X-Mailer-Daemon-Recipients",
                "X-MS-Exchange-Message-Is-Ndr",
                "X-MLServer",
                "X-Ricevuta")) { // certified mail of Italy: a receipt or a notice that there is none
            if (headers.has(name)) {
                return true;
            }
        }
        String type = headers.first("Content-Type").toLowerCase(Locale.ROOT);
        String submitted = headers.first("Auto-Submitted").toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/report")
                || type.contains("report-type=delivery-status")
                || submitted.startsWith("auto-replied")
                || submitted.contains("failure");
    }
}
