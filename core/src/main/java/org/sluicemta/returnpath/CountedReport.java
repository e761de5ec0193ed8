package org.sluicemta.returnpath;

import org.sluicemta.mail.MessageId;

/**
 * A report that has been counted.
 *
 * @param id the message sent
 * @param recipientIndex which of its recipients
 * @param kind {@code bounce} or {@code complaint}
 * @param firstMail message that contained the report
 */
public record CountedReport(MessageId id, int recipientIndex, String kind, MessageId firstMail) {}
