package org.sluicemta.bounce.mime;

/**
 * One header field.
 *
 * @param name as written, without the colon
 * @param value unfolded onto one line and trimmed; encoded words are still encoded
 */
public record HeaderField(String name, String value) {

    /** Whether this is the field of that name (RFC 5322 section 1.2.2: names compare without case). */
    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }
}
