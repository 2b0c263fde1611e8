package io.dm4j.secret;

import io.dm4j.error.DmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** The file that holds the masters' key: 64 hexadecimal digits, as DM's {@code secret-key-path}. All methods block. */
public final class SecretKeyFile {
    private static final Pattern KEY = Pattern.compile("\\p{XDigit}{64}");
    private static final long LARGEST = 1024;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private SecretKeyFile() {}

    /** {@link SecretError#KEY_UNUSABLE} names the file and what is wrong with it, never what is in it. */
    public static SecretKey read(Path file) {
        String text;
        try {
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "is too long for a key");
            }
            text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            throw unusable(file, "cannot be read: " + reason(e));
        }
        if (!KEY.matcher(text).matches()) {
            throw unusable(file, "does not hold 64 hexadecimal digits");
        }
        return new SecretKey(HexFormat.of().parseHex(text));
    }

    /** Reads the file; where there is none, makes one with a random key, for its owner's eyes only, and on the disk for good. */
    public static SecretKey readOrCreate(Path file) {
        try {
            create(file);
        } catch (FileAlreadyExistsException e) {
            return read(file);
        } catch (IOException e) {
            throw unusable(file, "cannot be made: " + reason(e));
        }
        return read(file);
    }

    private static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(file, fresh, OWNER_ONLY)) {
            ByteBuffer text = ByteBuffer.wrap((SecretKey.random().hex() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName();
    }

    private static DmException unusable(Path file, String why) {
        return new DmException(SecretError.KEY_UNUSABLE, "secret key file " + file + " " + why);
    }
}
