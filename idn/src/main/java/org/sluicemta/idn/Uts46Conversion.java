package org.sluicemta.idn;

import com.ibm.icu.text.IDNA;
import java.util.Optional;
import org.sluicemta.mail.IdnConversion;

/** UTS 46, non-transitional: the letters that IDNA 2003 made others of, ß and ς, stay what they are. */
public final class Uts46Conversion implements IdnConversion {
    private static final IDNA NON_TRANSITIONAL = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.CHECK_CONTEXTO);

    @Override
    public Optional<String> ascii(String name) {
        StringBuilder mapped = new StringBuilder(name.length() + 8);
        IDNA.Info info = new IDNA.Info();
        NON_TRANSITIONAL.nameToASCII(name, mapped, info);
        return info.hasErrors() || !mapped.chars().allMatch(Uts46Conversion::mayStand)
                ? Optional.empty()
                : Optional.of(mapped.toString());
    }

    /** Other characters that are mapped to ASCII, such as the fullwidth slash, cannot be part of a host name. */
    private static boolean mayStand(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }
}
