package org.sluicemta.store.event;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Escapes characters that JSON allows but line readers stumble over: NEL and the other C1 controls, DEL, U+2028 and
 * U+2029. So an event is one line for every program, and nothing in it controls a terminal.
 */
final class LineEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int DEL = 0x7F;
    private static final int LAST_C1 = 0x9F;

    private final int[] ascii = standardAsciiEscapesForJSON();

    LineEscapes() {
        ascii[DEL] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii; // not copied, because Jackson asks for every event
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        return c > DEL && c <= LAST_C1 || c == 0x2028 || c == 0x2029
                ? new SerializedString("\\u" + HexFormat.of().toHexDigits((char) c))
                : null;
    }
}
