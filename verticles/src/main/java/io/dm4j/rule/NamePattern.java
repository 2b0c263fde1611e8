package io.dm4j.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dm4j.error.DmException;

/**
 * DM's pattern for a schema's or table's name: a literal, {@code *} as the last character, {@code ?}, {@code [a-c]}, {@code
 * [!a-c]}, or {@code ~} and a regular expression (RE2, found anywhere in the name). Immutable.
 */
final class NamePattern {
    private final String text;
    private final boolean literal;
    private final Pattern pattern;
    private final boolean anywhere;

    private NamePattern(String text, boolean literal, Pattern pattern, boolean anywhere) {
        this.text = text;
        this.literal = literal;
        this.pattern = pattern;
        this.anywhere = anywhere;
    }

    static NamePattern of(String text, CaseRule caseRule) {
        try {
            return text.startsWith("~")
                    ? new NamePattern(text, false, Pattern.compile(text.substring(1), caseRule.flags()), true)
                    : new NamePattern(text, isLiteral(text), wildcard(text, caseRule), false);
        } catch (PatternSyntaxException e) {
            throw new DmException(
                    RuleError.BAD_PATTERN, "pattern '%s' cannot be read: %s".formatted(text, e.getMessage()), e);
        }
    }

    boolean matches(String name) {
        return anywhere ? pattern.matcher(name).find() : pattern.matcher(name).matches();
    }

    /** True if it can match one name only. */
    boolean isLiteral() {
        return literal;
    }

    private static boolean isLiteral(String text) {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0 && text.indexOf('[') < 0;
    }

    private static Pattern wildcard(String text, CaseRule caseRule) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            i = switch (text.charAt(i)) {
                case '*' -> anything(text, i, regex);
                case '?' -> one(i, regex);
                case '[' -> characterClass(text, i, regex);
                default -> literal(text, i, regex);
            };
        }
        return Pattern.compile(regex.toString(), caseRule.flags() | Pattern.DOTALL);
    }

    private static int anything(String text, int at, StringBuilder regex) {
        if (at != text.length() - 1) {
            throw bad(text, "* is allowed as the last character only");
        }
        regex.append(".*");
        return at + 1;
    }

    private static int one(int at, StringBuilder regex) {
        regex.append('.');
        return at + 1;
    }

    private static int characterClass(String text, int at, StringBuilder regex) {
        int end = text.indexOf(']', at);
        boolean negated = text.startsWith("[!", at);
        int first = negated ? at + 2 : at + 1;
        if (end <= first) {
            throw bad(text, "[ without a matching ] or with nothing inside");
        }
        regex.append(negated ? "[^" : "[");
        text.substring(first, end).chars().forEach(c -> regex.append(escaped((char) c)));
        regex.append(']');
        return end + 1;
    }

    private static String escaped(char c) {
        return c == '\\' || c == '^' || c == '[' || c == '&' ? "\\" + c : String.valueOf(c);
    }

    private static int literal(String text, int at, StringBuilder regex) {
        int end = text.offsetByCodePoints(at, 1);
        regex.append(Pattern.quote(text.substring(at, end)));
        return end;
    }

    private static DmException bad(String text, String why) {
        return new DmException(RuleError.BAD_PATTERN, "pattern '%s': %s".formatted(text, why));
    }

    @Override
    public String toString() {
        return text;
    }
}
