package org.sluicemta.mailets.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/** A mail without its message, as JSON. Attributes that James can't write as JSON are omitted. */
final class StoredEnvelope {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredEnvelope() {}

    static byte[] write(Mail mail) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", mail.getName());
        root.put("state", mail.getState());
        root.put("error", mail.getErrorMessage());
        root.put("remote_host", mail.getRemoteHost());
        root.put("remote_address", mail.getRemoteAddr());
        root.put(
                "updated",
                mail.getLastUpdated() == null ? 0 : mail.getLastUpdated().getTime());
        mail.getMaybeSender().asOptional().ifPresent(sender -> root.put("sender", sender.asString()));
        ArrayNode recipients = root.putArray("recipients");
        mail.getRecipients().forEach(recipient -> recipients.add(recipient.asString()));
        ObjectNode attributes = root.putObject("attributes");
        mail.attributes()
                .forEach(attribute -> attribute
                        .getValue()
                        .toJson()
                        .ifPresent(value -> attributes.set(attribute.getName().asString(), value)));
        return JSON.writeValueAsBytes(root);
    }

    static Mail read(byte[] json, Path message) throws IOException, MessagingException {
        JsonNode root = JSON.readTree(json);
        MailImpl.Builder builder = MailImpl.builder()
                .name(root.path("name").asText())
                .sender(Optional.ofNullable(root.path("sender").textValue()).map(StoredEnvelope::address))
                .state(root.path("state").asText())
                .errorMessage(root.path("error").textValue())
                .remoteHost(root.path("remote_host").asText())
                .remoteAddr(root.path("remote_address").asText())
                .lastUpdated(new Date(root.path("updated").asLong()));
        for (JsonNode recipient : root.path("recipients")) {
            builder.addRecipient(address(recipient.asText()));
        }
        for (Iterator<Map.Entry<String, JsonNode>> each =
                        root.path("attributes").fields();
                each.hasNext(); ) {
            Map.Entry<String, JsonNode> attribute = each.next();
            builder.addAttribute(
                    new Attribute(AttributeName.of(attribute.getKey()), AttributeValue.fromJson(attribute.getValue())));
        }
        MailImpl mail = builder.build();
        mail.setMessageNoCopy(new MimeMessageWrapper(new StoredMessage(message)));
        return mail;
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("a stored envelope holds no address but \"" + text + "\"", e);
        }
    }
}
