package io.dm4j.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file's next text, written beside it and put in its place in one step. */
final class Draft {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> EVERYBODY = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("------rwx");

    private final Path file;
    private final String text;

    Draft(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    /** For everybody to read; takes the place of what is there. */
    void publish() {
        put(EVERYBODY, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** For its owner only, or as far as the file in its place was open to a group; never for everybody. */
    void keep() {
        put(closed(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As {@link #publish()}, but nothing may be there. */
    void publishFirst() {
        put(EVERYBODY);
    }

    /** As {@link #keep()}, but nothing may be there. */
    void keepFirst() {
        put(OWNER);
    }

    private Set<PosixFilePermission> closed() {
        try {
            Set<PosixFilePermission> permissions =
                    Files.exists(file) ? EnumSet.copyOf(Files.getPosixFilePermissions(file)) : EnumSet.copyOf(OWNER);
            permissions.removeAll(OTHERS);
            return permissions;
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private void put(Set<PosixFilePermission> permissions, CopyOption... how) {
        Path draft = write(permissions);
        try {
            Files.move(draft, file, how);
        } catch (FileAlreadyExistsException e) {
            remove(draft);
            throw PkiError.AUTHORITY_EXISTS.because("%s is there already and is not replaced", file);
        } catch (IOException e) {
            remove(draft);
            throw notWritten(e);
        }
    }

    private Path write(Set<PosixFilePermission> permissions) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, ".next-", ".pem");
            Files.writeString(draft, text, StandardCharsets.US_ASCII);
            return Files.setPosixFilePermissions(draft, permissions);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private void remove(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private RuntimeException notWritten(IOException cause) {
        return PkiError.NOT_WRITTEN.because(cause, "cannot write %s", file);
    }
}
