package io.dm4j.tls;

/**
 * What is thought of a caller: who it is and whether it may.
 *
 * @param name the Common Name that was seen, empty for none
 * @param explanation one sentence for the caller; empty if admitted
 */
record Verdict(Standing standing, String name, String explanation) {

    static Verdict admitted(CallerName name) {
        return new Verdict(Standing.ADMITTED, name.value(), "");
    }

    static Verdict refused(Standing why, CallerName name, String explanation) {
        return new Verdict(why, name.value(), explanation);
    }

    boolean isAdmitted() {
        return standing == Standing.ADMITTED;
    }
}
