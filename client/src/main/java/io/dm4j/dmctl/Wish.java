package io.dm4j.dmctl;

import io.dm4j.config.Secret;
import io.dm4j.config.SecretTexts;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source or task as an operator's file wants it, against what the cluster has of that name.
 *
 * @param text what would be sent
 * @param stored what the cluster gives out, with passwords encrypted; empty if it has none of that name
 */
record Wish(Kind kind, String name, String text, Optional<String> stored) {
    static final String NOT_COMPARED = "? password: sent, cannot be compared";

    /** What a file is of. */
    enum Kind {
        SOURCE,
        TASK;

        @Override
        public String toString() {
            return this == SOURCE ? "source" : "task";
        }
    }

    /** What is to be done. */
    enum Change {
        CREATE,
        UPDATE,
        /** Nothing differs, but there are passwords, which the cluster gives to nobody. */
        PASSWORDS,
        UNCHANGED;

        @Override
        public String toString() {
            return this == PASSWORDS ? "passwords?" : name().toLowerCase(Locale.ROOT);
        }
    }

    Change change() {
        if (stored.isEmpty()) {
            return Change.CREATE;
        }
        if (stored.get().equals(text)) {
            return Change.UNCHANGED;
        }
        boolean inPasswordsOnly = withoutPasswords(stored.get()).equals(withoutPasswords(text));
        return inPasswordsOnly ? Change.PASSWORDS : Change.UPDATE;
    }

    /**
     * The lines that differ, with secrets masked; none where only key material does. The last one tells of passwords that would be
     * sent: whether they are others than the cluster's, which it has encrypted, nobody can tell.
     */
    List<String> difference() {
        List<String> lines = new ArrayList<>();
        if (change() == Change.UPDATE) {
            lines.addAll(LineDiff.between(masked(stored.orElseThrow()), masked(text)));
        }
        if (isToUpdate() && !passwords(text).equals(passwords(stored.orElseThrow()))) {
            lines.add(NOT_COMPARED);
        }
        return lines;
    }

    private boolean isToUpdate() {
        return change() == Change.UPDATE || change() == Change.PASSWORDS;
    }

    private List<String> passwords(String yaml) {
        List<String> found = new ArrayList<>();
        SecretTexts.withPasswords(name, yaml, password -> {
            found.add(password);
            return password;
        });
        found.removeIf(String::isEmpty);
        return found;
    }

    private String masked(String yaml) {
        return kind == Kind.SOURCE ? SourceFile.masked(yaml) : TaskFile.masked(yaml);
    }

    private String withoutPasswords(String yaml) {
        return SecretTexts.withPasswords(name, yaml, password -> password.isEmpty() ? password : Secret.HIDDEN);
    }

    /** Without the texts, which have passwords in them. */
    @Override
    public String toString() {
        return change() + " " + kind + " " + name;
    }
}
