package io.dm4j.rule;

import com.google.re2j.Pattern;
import java.util.Locale;

/** How names compare with patterns ({@code case-sensitive}). */
enum CaseRule {
    SENSITIVE(0),
    INSENSITIVE(Pattern.CASE_INSENSITIVE);

    private final int flags;

    CaseRule(int flags) {
        this.flags = flags;
    }

    static CaseRule of(boolean caseSensitive) {
        return caseSensitive ? SENSITIVE : INSENSITIVE;
    }

    int flags() {
        return flags;
    }

    /** The form in which equal names are equal texts. */
    String fold(String name) {
        return this == SENSITIVE ? name : name.toLowerCase(Locale.ROOT);
    }
}
