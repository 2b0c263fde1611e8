package io.dm4j.it.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The fenced blocks of a Markdown file's chapters. */
record Readme(String text) {
    private static final Pattern FENCED = Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?:#|--) (.+)");

    /** @param kind the word behind the fence, such as bash */
    record Block(String kind, String text) {

        /** What the comment in its first line says. */
        String title() {
            return text.lines()
                    .findFirst()
                    .map(COMMENT::matcher)
                    .filter(java.util.regex.Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .orElse("");
        }
    }

    static Readme of(Path file) {
        try {
            return new Readme(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From a heading of the second level to the next. */
    Readme chapter(String heading) {
        return between("\n## " + heading + "\n", "\n## ");
    }

    /** From the step that begins with this number to the next step. */
    Readme step(int number) {
        return between("\n**" + number + ". ", "\n**" + (number + 1) + ". ");
    }

    List<Block> blocks() {
        return FENCED.matcher(text).results().map(Readme::block).toList();
    }

    private static Block block(MatchResult fenced) {
        return new Block(fenced.group(1), fenced.group(2));
    }

    private Readme between(String begin, String next) {
        int from = text.indexOf(begin);
        if (from < 0) {
            throw new AssertionError("the text has no " + begin.strip());
        }
        int end = text.indexOf(next, from + begin.length());
        return new Readme(text.substring(from, end < 0 ? text.length() : end));
    }
}
