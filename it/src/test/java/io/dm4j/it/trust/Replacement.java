package io.dm4j.it.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A way in which an operator or a tool puts a new set of files where an old one is. */
enum Replacement {
    /** Each file is written beside the old one and renamed over it; between two renames, certificate and key disagree. */
    RENAMES {
        @Override
        void put(Path directory, Map<String, String> texts) throws IOException {
            for (Map.Entry<String, String> file : texts.entrySet()) {
                rename(directory.resolve(file.getKey()), file.getValue());
            }
        }
    },
    /** Each file is cut and written in two steps, as a slow copy does it. */
    IN_PLACE_HALVES {
        @Override
        void put(Path directory, Map<String, String> texts) throws IOException {
            for (Map.Entry<String, String> file : texts.entrySet()) {
                Path path = directory.resolve(file.getKey());
                Files.writeString(
                        path, file.getValue().substring(0, file.getValue().length() / 2));
                Files.writeString(path, file.getValue());
            }
        }
    },
    /** No file is there for a moment. */
    DELETE_AND_CREATE {
        @Override
        void put(Path directory, Map<String, String> texts) throws IOException {
            for (String file : texts.keySet()) {
                Files.delete(directory.resolve(file));
            }
            for (Map.Entry<String, String> file : texts.entrySet()) {
                Files.writeString(directory.resolve(file.getKey()), file.getValue());
            }
        }
    },
    /** The directory is a link, and the link is exchanged, as Kubernetes does it with {@code ..data}. */
    LINK_SWAP {
        @Override
        void put(Path directory, Map<String, String> texts) throws IOException {
            Path next = Files.createTempDirectory(
                    directory.toAbsolutePath().getParent(), "." + directory.getFileName() + "-");
            for (Map.Entry<String, String> file : texts.entrySet()) {
                Files.writeString(next.resolve(file.getKey()), file.getValue());
            }
            link(directory, next);
        }
    },
    /** What is written first is no PEM at all. */
    GARBAGE_THEN_GOOD {
        @Override
        void put(Path directory, Map<String, String> texts) throws IOException {
            for (String file : texts.keySet()) {
                Files.writeString(directory.resolve(file), "this is no PEM");
            }
            RENAMES.put(directory, texts);
        }
    };

    /** Puts the texts, by file name, into the directory; as many steps as this way has, without a pause. */
    abstract void put(Path directory, Map<String, String> texts) throws IOException;

    /** Makes a link of a directory, so that {@link #LINK_SWAP} has one to exchange; before anybody reads from it. */
    static void behindLink(Path directory) throws IOException {
        Path real = directory.resolveSibling("." + directory.getFileName() + "-0");
        Files.move(directory, real);
        Files.createSymbolicLink(directory, real.getFileName());
    }

    private static void link(Path at, Path to) throws IOException {
        Path draft = Files.createSymbolicLink(to.resolveSibling(to.getFileName() + ".link"), to.getFileName());
        Files.move(draft, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void rename(Path file, String text) throws IOException {
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".draft"), text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
