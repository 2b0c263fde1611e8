package io.dm4j.config;

/** {@code mysql-instances[].meta}: where an incremental task starts. Name or GTID set is given; 0 = the file's start. */
public record StartPoint(String binlogName, long binlogPos, String binlogGtid) {}
