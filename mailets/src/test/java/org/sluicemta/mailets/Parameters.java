package org.sluicemta.mailets;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.mail.MessagingException;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;

/** The configuration of one mailet: names and values in turn. */
record Parameters(Map<String, String> values) implements MailetConfig {
    static <M extends Mailet> M init(M mailet, String... namesAndValues) throws MessagingException {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        mailet.init(new Parameters(values));
        return mailet;
    }

    @Override
    public @Nullable String getInitParameter(String name) {
        return values.get(name);
    }

    @Override
    public Iterator<String> getInitParameterNames() {
        return values.keySet().iterator();
    }

    @Override
    public MailetContext getMailetContext() {
        throw new UnsupportedOperationException("none of ours asks for it");
    }

    @Override
    public String getMailetName() {
        return "Tested";
    }
}
