package org.sluicemta.gateway.dns;

import java.util.List;

/** What DNS says about the text records of a name. */
public sealed interface TextAnswer {
    /** All of them; none if the name doesn't exist. */
    record Texts(List<String> texts) implements TextAnswer {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** No answer available now. */
    record Unavailable(String text) implements TextAnswer {}
}
