package io.dm4j.dmctl;

import io.dm4j.error.DmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that nobody but their owner can read, from the first byte on. */
final class OwnersFile {
    private OwnersFile() {}

    /** Takes the place of what is there, in one step. */
    static void write(Path file, String text) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            // a temporary file is for its owner only
            Path draft = Files.createTempFile(directory, ".", ".draft");
            try {
                Files.writeString(draft, text);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    static Path directory(Path directory) {
        try {
            return Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw notWritten(directory, e);
        }
    }

    private static DmException notWritten(Path path, IOException cause) {
        return new DmException(DmctlError.FILE_NOT_WRITTEN, "cannot write " + path, cause);
    }
}
