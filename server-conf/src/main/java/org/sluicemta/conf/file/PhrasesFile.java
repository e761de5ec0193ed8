package org.sluicemta.conf.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluicemta.conf.xml.ElementDescription;
import org.sluicemta.conf.xml.ElementReader;
import org.sluicemta.conf.xml.Form;
import org.sluicemta.conf.xml.Problems;
import org.sluicemta.conf.xml.ValueType;
import org.sluicemta.conf.xml.ValueTypes;
import org.sluicemta.conf.xml.XmlElement;
import org.sluicemta.phrase.PhraseBook;
import org.sluicemta.phrase.PhraseFamily;
import org.sluicemta.phrase.PhraseGroup;
import org.sluicemta.phrase.Phrases;
import org.sluicemta.response.TextPattern;

/** Reads {@code phrases.xml}. */
public final class PhrasesFile {
    public static final String NAME = "phrases.xml";
    public static final String TITLE =
            "phrases.xml: the words by which reports are recognised. A change is reloaded without a restart.";

    private static final ValueType<PhraseFamily> FAMILY = ValueTypes.oneOf(PhraseFamily.class);
    private static final String LANGUAGE_TAGS = "[a-z]{2,3}( [a-z]{2,3}){0,99}";
    private static final ValueType<String> LANGUAGES = new ValueType<>(
            "language tags such as de or pt, separated by spaces",
            text -> require(text, text.matches(LANGUAGE_TAGS)),
            Form.pattern("languages", LANGUAGE_TAGS));
    static final ValueType<String> PHRASE = new ValueType<>(
            "two characters or more", text -> require(text, Phrases.flat(text).length() > 1));
    private static final ValueType<String> WORDS = new ValueType<>(
            "words with three letters or more in a row, * for anything",
            text -> TextPattern.parse(text).toString());

    private final ElementReader root;

    private PhrasesFile(ElementReader root) {
        this.root = root;
    }

    public static PhraseBook read(XmlElement file, Problems problems) {
        ElementReader root = ElementReader.root(file, "phrases", problems);
        PhraseBook book = new PhrasesFile(root).book();
        root.finish();
        return book;
    }

    public static ElementDescription describe() {
        ElementReader root = ElementReader.describing(
                "phrases", "The words by which reports, and whom they are about, are recognised.");
        new PhrasesFile(root).book();
        return root.description();
    }

    private PhraseBook book() {
        ElementReader families = root.childOrEmpty(
                "families", "What is looked for, and where; compared without regard to case. All of them are named.");
        ElementReader mailers = root.childOrEmpty(
                "mailers",
                "Mailers whose reports no standard describes, in the order they are tried; every built-in one is named."
                        + " Reports by others are read by the families.");
        return new PhraseBook(families(families), Mailers.read(mailers));
    }

    private static Map<PhraseFamily, PhraseGroup> families(ElementReader families) {
        Map<PhraseFamily, PhraseGroup> groups = new EnumMap<>(PhraseFamily.class);
        for (ElementReader one : families.children("family", "Phrases that say the same.")) {
            PhraseFamily name = one.required("name", FAMILY, PhraseFamily.FAILED, "What they say.");
            PhraseGroup group = group(one, name);
            boolean named = name.label().equals(one.element().attributes().get("name"));
            if (named && groups.put(name, group) != null) {
                one.problem("family " + name.label() + " occurs twice", "Put its words into one");
            }
        }
        for (PhraseFamily name : PhraseFamily.values()) {
            if (!groups.containsKey(name)) {
                families.problem(
                        "family " + name.label() + " is missing",
                        name.meaning() + " Add <family name=\"" + name.label() + "\">…</family>");
            }
        }
        return groups;
    }

    private static PhraseGroup group(ElementReader family, PhraseFamily name) {
        List<String> phrases = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (ElementReader words : family.children("words", "Phrases of one language, or of any.")) {
            words.optional("language", LANGUAGES, "Which one: for those who read the file.");
            for (ElementReader text : words.children("text", "A phrase; a blank at its end is written &#160;.")) {
                text.text(name.place() == PhraseFamily.Place.WORDS ? WORDS : PHRASE)
                        .filter(phrase -> isNew(text, Phrases.flat(phrase), known))
                        .ifPresent(phrases::add);
            }
        }
        return new PhraseGroup(
                phrases,
                family.texts(
                        "example", ValueTypes.TEXT, "A text that holds one of them; sluice config check tries it."),
                family.texts(
                        "counter-example", ValueTypes.TEXT, "A text that holds none; sluice config check tries it."));
    }

    private static boolean isNew(ElementReader text, String phrase, Set<String> known) {
        if (known.add(phrase)) {
            return true;
        }
        text.problem("the phrase \"" + phrase + "\" occurs twice", "Keep one of them");
        return false;
    }

    private static String require(String text, boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
