package org.sluicemta.response;

/**
 * A stretch of a text.
 *
 * @param start index of its first character
 * @param end index behind its last
 */
record TextSpan(int start, int end) {
    static TextSpan all(String text) {
        return new TextSpan(0, text.length());
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
