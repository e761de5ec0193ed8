package org.sluicemta.smtp.data;

import java.io.IOException;
import java.util.Collections;
import javax.mail.MessagingException;
import javax.mail.internet.InternetHeaders;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageWrapper;
import org.jspecify.annotations.Nullable;
import org.sluicemta.mail.MessageContent;
import org.sluicemta.mail.ReceivedParts;

/**
 * A received message as mailets see it. When a matcher splits a mail, both halves read the same content. {@link
 * #copyOf} copies header fields that were changed, and the body only if a mailet changed it.
 */
public final class ChainMessage extends LenientMessage implements ReceivedParts {
    private final CollectedContent content;

    public ChainMessage(CollectedContent content) {
        super(content);
        this.content = content;
    }

    @Override
    public @Nullable MessageContent unchanged() {
        return isModified() ? null : content;
    }

    @Override
    public @Nullable MessageContent unchangedBody() throws IOException {
        return isBodyModified() ? null : content.body();
    }

    /** A copy that can be changed independently. */
    public static MimeMessageWrapper copyOf(MimeMessage message) throws MessagingException {
        if (message instanceof ChainMessage received && !received.isBodyModified() && !received.messageParsed) {
            return received.share();
        }
        return new LenientMessage(message);
    }

    private ChainMessage share() {
        ChainMessage copy = new ChainMessage(content);
        if (isModified() && headers != null) {
            InternetHeaders copied = new InternetHeaders();
            Collections.list(headers.getAllHeaderLines()).forEach(copied::addHeaderLine);
            copy.headers = copied;
            copy.headersModified = headersModified;
            copy.modified = modified;
            copy.saved = saved;
        }
        return copy;
    }
}
