package io.dm4j.master;

import io.dm4j.config.Labels;
import io.dm4j.config.Parsed;
import io.dm4j.config.SecretTexts;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.secret.Passwords;
import java.util.LinkedHashMap;
import java.util.Map;

/** Source and task files as they are meant: with passwords that were encrypted for them in clear. Confined to the master's context. */
final class OperatorFiles {
    private static final int MOST_REMEMBERED = 1_000;

    private final Passwords passwords;
    /** By what was written: every change of the store asks for the same files again. */
    private final Map<String, String> readBefore = new Remembered<>();

    private final Map<String, Boolean> enabledBefore = new Remembered<>();

    private final Map<String, Labels> placementBefore = new Remembered<>();

    OperatorFiles(Passwords passwords) {
        this.passwords = passwords;
    }

    /** ConfigException if the file is wrong. */
    Parsed<SourceConfig> source(String name, String file) {
        return SourceFile.parse(name, readable(name, file));
    }

    /** ConfigException if the file is wrong. */
    Parsed<TaskConfig> task(String name, String file) {
        return TaskFile.parse(name, readable(name, file));
    }

    /** For an operator's disk: no password is in clear. */
    String exported(String name, String file) {
        return SecretTexts.withPasswords(name, file, passwords::sealed);
    }

    /** For a worker, which has no key. */
    String readable(String name, String file) {
        String before = readBefore.get(file);
        if (before != null) {
            return before;
        }
        String readable = SecretTexts.withPasswords(name, file, passwords::read);
        readBefore.put(file, readable);
        return readable;
    }

    /** Whether a source's file lets its tasks run. */
    boolean enabled(String name, String file) {
        Boolean before = enabledBefore.get(file);
        if (before != null) {
            return before;
        }
        boolean enabled = source(name, file).value().enable();
        enabledBefore.put(file, enabled);
        return enabled;
    }

    /** The labels that a source's file wants of its worker. */
    Labels placement(String name, String file) {
        return placementBefore.computeIfAbsent(file, text -> SourceFile.placement(name, text));
    }

    /** The latest only. */
    private static final class Remembered<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
