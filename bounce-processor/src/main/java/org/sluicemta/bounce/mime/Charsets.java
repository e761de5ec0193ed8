package org.sluicemta.bounce.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the charset of a text that names it, names it incorrectly, or doesn't name it. */
final class Charsets {
    /** Charset names found in mail that Java doesn't know, with their meaning. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("cp-850", "IBM850"),
            Map.entry("ks_c_5601-1987", "EUC-KR"),
            Map.entry("ks_c_5601", "EUC-KR"),
            Map.entry("x-sjis", "Shift_JIS"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("x-jisautodetect", "windows-31j"), // Java's own detection takes 200 times the text's memory
            Map.entry("jisautodetect", "windows-31j"),
            Map.entry("gb2312-80", "GBK"),
            Map.entry("gb2312", "GBK"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("x-gbk", "GBK"),
            Map.entry("cp1251", "windows-1251"),
            Map.entry("win-1251", "windows-1251"));

    private static final Charset NONE = StandardCharsets.US_ASCII;
    private static final int MAX_REMEMBERED = 500;
    private static final Map<String, Charset> KNOWN = new ConcurrentHashMap<>();

    private Charsets() {}

    /** The charset of that name, or null if it is empty or unknown. */
    static @Nullable Charset named(String name) {
        if (name.isEmpty() || name.length() > 40) {
            return null;
        }
        Charset known = KNOWN.get(name);
        if (known == null) {
            known = lookUp(name);
            if (KNOWN.size() < MAX_REMEMBERED) { // names come from strangers: remember few
                KNOWN.put(name, known);
            }
        }
        return known.equals(NONE) ? null : known;
    }

    /** False for charsets in which ASCII octets mean something else (ISO-2022, UTF-16, UTF-7, EBCDIC). */
    static boolean isAsciiCompatible(Charset charset) {
        String name = charset.name().toUpperCase(Locale.ROOT);
        return !(name.contains("2022")
                || name.startsWith("UTF-16")
                || name.startsWith("UTF-32")
                || name.startsWith("IBM")
                || name.startsWith("X-IBM")
                || name.startsWith("HZ"));
    }

    /** A charset for text that names none and has octets above 127. */
    static Charset guess(Slice octets) {
        return isUtf8(octets) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /** The named charset, unless the octets contradict it: a claim of ISO-2022 or ASCII over 8-bit octets is wrong. */
    static Charset correct(Charset named, Slice octets) {
        if (named.equals(StandardCharsets.UTF_8) || named.name().contains("2022")) {
            if (isUtf8(octets)) {
                return StandardCharsets.UTF_8;
            }
            return named.name().startsWith("ISO-2022-JP") ? charsetOr("EUC-JP") : StandardCharsets.ISO_8859_1;
        }
        boolean western =
                named.equals(StandardCharsets.ISO_8859_1) || named.name().equals("windows-1252");
        return western && isUtf8(octets) ? StandardCharsets.UTF_8 : named; // no Latin text looks like UTF-8 by chance
    }

    /** A charset for ASCII octets with escape sequences: ISO-2022-KR identifies itself, the rest is Japanese. */
    static Charset escaped(Slice octets) {
        String head = octets.latin1(octets.from(), octets.head(4096).to());
        return charsetOr(head.contains("\u001b$)C") ? "ISO-2022-KR" : "ISO-2022-JP");
    }

    private static Charset lookUp(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.equals("us-ascii") || key.equals("ascii")) {
            return NONE; // the charset of 8-bit octets under this name is guessed
        }
        try {
            return Charset.forName(ALIASES.getOrDefault(key, key));
        } catch (IllegalArgumentException unknownOrIllegal) {
            return NONE;
        }
    }

    private static Charset charsetOr(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    private static boolean isUtf8(Slice octets) {
        ByteBuffer bytes = ByteBuffer.wrap(octets.data(), octets.from(), Math.max(0, octets.length() - 3));
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException notUtf8) {
            return endsInMiddle(octets, bytes);
        }
    }

    /** A sequence cut at the end of the part isn't a contradiction. */
    private static boolean endsInMiddle(Slice octets, ByteBuffer bytes) {
        return octets.to() - bytes.position() <= 6 && bytes.position() > octets.from() + 6;
    }
}
