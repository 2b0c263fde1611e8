package io.dm4j.dmctl;

import io.dm4j.client.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code -V} prints. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return Build.ours().text().strip().split("\n");
    }
}
