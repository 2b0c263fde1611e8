package io.dm4j.binlog;

/**
 * The upstream in the words of a message.
 *
 * @param address host and port
 * @param trustedBy the files that decide whom to trust
 */
record Upstream(String address, String trustedBy) {

    @Override
    public String toString() {
        return address;
    }
}
