package org.sluicemta.smtp.chain;

import com.sun.mail.handlers.message_rfc822;
import com.sun.mail.handlers.multipart_mixed;
import com.sun.mail.handlers.text_html;
import com.sun.mail.handlers.text_plain;
import com.sun.mail.handlers.text_xml;
import java.util.Map;
import javax.activation.CommandMap;
import javax.activation.MailcapCommandMap;

/**
 * What javax.mail writes the parts of a message with when a mailet creates one. It looks for handlers in all libraries,
 * and those of another mail library, such as a Camel component brings, have the same types but can't be used.
 */
final class PartHandlers {
    private static final Map<String, Class<?>> BY_TYPE = Map.of(
            "text/plain", text_plain.class,
            "text/html", text_html.class,
            "text/xml", text_xml.class,
            "multipart/*", multipart_mixed.class,
            "message/rfc822", message_rfc822.class);

    private PartHandlers() {}

    /** From now on, for the whole process, whatever other libraries offer. */
    static void install() {
        MailcapCommandMap handlers = new MailcapCommandMap();
        BY_TYPE.forEach(
                (type, handler) -> handlers.addMailcap(type + ";; x-java-content-handler=" + handler.getName()));
        CommandMap.setDefaultCommandMap(handlers);
    }
}
