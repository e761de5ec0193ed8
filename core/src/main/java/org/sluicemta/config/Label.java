package org.sluicemta.config;

import java.util.Locale;

/** How files, events and people write the name of a constant: {@code hard-bounce} for {@code HARD_BOUNCE}. */
public final class Label {
    private Label() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
