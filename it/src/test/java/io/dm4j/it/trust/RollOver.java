package io.dm4j.it.trust;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.pki.PemFiles;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** dmctl at one master under one party's files, and what it plans for a change of CA. */
record RollOver(int masterPort, PemFiles files) {

    /** The step that is safe next. */
    String next(PemFiles wanted) {
        return plan(wanted).getString("next");
    }

    /** Where a step is still to be taken. */
    List<String> places(PemFiles wanted, int step) {
        return plan(wanted).getJsonArray("steps").getJsonObject(step).getJsonArray("stillToChange").stream()
                .map(String.class::cast)
                .toList();
    }

    /** After everybody has looked. */
    JsonObject plan(PemFiles wanted) {
        dmctl(DmctlRun.Reader.SCRIPT, "tls", "reload");
        return new JsonObject(dmctl(
                        DmctlRun.Reader.SCRIPT,
                        "tls",
                        "rotate-ca",
                        "--plan",
                        "--ca",
                        wanted.ca().toString())
                .out());
    }

    DmctlRun dmctl(DmctlRun.Reader reader, String... command) {
        return DmctlRun.of(
                reader,
                Stream.concat(
                                Stream.of(
                                        "--master-addr=127.0.0.1:" + masterPort,
                                        "--ssl-ca=" + files.ca(),
                                        "--ssl-cert=" + files.cert(),
                                        "--ssl-key=" + files.key()),
                                Stream.of(command))
                        .toArray(String[]::new));
    }
}
