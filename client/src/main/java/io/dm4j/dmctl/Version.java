package io.dm4j.dmctl;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String built = Version.class.getPackage().getImplementationVersion();
        return new String[] {"dmctl " + (built == null ? "(not from a release)" : built)};
    }
}
