package io.dm4j.it.embed;

import java.nio.file.Path;
import java.util.function.Consumer;

/** {@link TlsReadmeTest} in a JVM of its own, as {@link NewerJavaTest} starts it. */
final class NewerJavaMain {
    private NewerJavaMain() {}

    /** Takes a directory to work in. */
    public static void main(String[] arguments) {
        run(Path.of(arguments[0], "follow"), TlsReadmeTest::serverWebClientGrpcClientAndPoolFollowTheFiles);
        run(Path.of(arguments[0], "refuse"), TlsReadmeTest::whoShowsACertificateOfTheOldCaIsRefused);
        System.out.println("passed on Java " + Runtime.version().feature());
        System.exit(0);
    }

    private static void run(Path directory, Consumer<TlsReadmeTest> method) {
        TlsReadmeTest test = new TlsReadmeTest();
        test.directory = directory;
        test.start();
        try {
            method.accept(test);
        } finally {
            test.stop();
        }
    }
}
