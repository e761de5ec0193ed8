package org.sluicemta.response;

/**
 * A section of a text.
 *
 * @param start index of its first character
 * @param end index after its last
 */
record TextSpan(int start, int end) {
    static TextSpan all(String text) {
        return new TextSpan(0, text.length());
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
