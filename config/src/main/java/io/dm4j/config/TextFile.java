package io.dm4j.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a configuration file as text: UTF-8 or nothing, and not more than a configuration may hold. Blocks. */
public final class TextFile {
    /** In bytes; a task of a thousand rules with its certificates is a third of this. */
    static final int LARGEST = 512 << 10;

    private TextFile() {}

    public static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unreadable(file, "is larger than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw unreadable(file, "does not exist");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "is not UTF-8");
        } catch (IOException e) {
            throw unreadable(file, "cannot be read: " + e);
        }
    }

    private static ConfigException unreadable(Path file, String why) {
        return new ConfigException(List.of(new Problem(ConfigError.FILE_UNREADABLE, file.toString(), 0, "", why)));
    }
}
