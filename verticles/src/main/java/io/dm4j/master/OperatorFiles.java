package io.dm4j.master;

import io.dm4j.config.Parsed;
import io.dm4j.config.SecretTexts;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.secret.Passwords;

/** Source and task files as they are meant: with passwords that were encrypted for them in clear. */
final class OperatorFiles {
    private final Passwords passwords;

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
        return SecretTexts.withPasswords(name, file, passwords::read);
    }
}
