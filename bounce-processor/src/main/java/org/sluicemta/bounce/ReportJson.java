package org.sluicemta.bounce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report as one line of JSON: {@code {"file","kind","recipients":[{"address","severity","class","status",
 * "smtp_code","action","diagnostic"}],"unnamed":{like a
 * recipient},"reporting_mta","original_message_id","feedback_type","token"}}. Every member is always present; unknown
 * values are null.
 */
public final class ReportJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Function<ReportedRecipient, String> classOf;
    private final Function<ParsedReport, @Nullable String> tokenOf;

    /**
     * @param classOf gives a recipient's class from the response table
     * @param tokenOf gives the verified token of a report, or null if none of its candidates is ours
     */
    public ReportJson(Function<ReportedRecipient, String> classOf, Function<ParsedReport, @Nullable String> tokenOf) {
        this.classOf = classOf;
        this.tokenOf = tokenOf;
    }

    /** The line, without a line end. */
    public String line(String file, ParsedReport report) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("file", file);
            json.writeStringField("kind", report.kind());
            json.writeArrayFieldStart("recipients");
            for (ReportedRecipient recipient : report.recipients()) {
                writeRecipient(json, recipient);
            }
            json.writeEndArray();
            json.writeFieldName("unnamed");
            writeUnnamed(json, report instanceof ParsedReport.Bounce bounce ? bounce.unnamed() : null);
            json.writeStringField("reporting_mta", report.reportingMta());
            json.writeStringField("original_message_id", report.originalMessageId());
            json.writeStringField("feedback_type", report.feedbackType());
            json.writeStringField("token", tokenOf.apply(report));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringWriter does not fail
        }
        return out.toString();
    }

    private void writeUnnamed(JsonGenerator json, @Nullable ReportedRecipient unnamed) throws IOException {
        if (unnamed == null) {
            json.writeNull();
        } else {
            writeRecipient(json, unnamed);
        }
    }

    private void writeRecipient(JsonGenerator json, ReportedRecipient recipient) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", recipient.address().isEmpty() ? null : recipient.address());
        json.writeStringField("severity", recipient.severity().word());
        json.writeStringField("class", classOf.apply(recipient));
        json.writeStringField("status", recipient.status());
        if (recipient.smtpCode() == null) {
            json.writeNullField("smtp_code");
        } else {
            json.writeNumberField("smtp_code", recipient.smtpCode());
        }
        json.writeStringField("action", recipient.action());
        json.writeStringField("diagnostic", recipient.diagnostic());
        json.writeEndObject();
    }
}
