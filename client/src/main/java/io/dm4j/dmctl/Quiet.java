package io.dm4j.dmctl;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.Log4J2LoggerFactory;

/**
 * Logging for a process that lives for a moment: warnings as single lines on stderr, and no logging system to start, which
 * would cost more time than the command. Must come before the first class of Vert.x is loaded.
 */
final class Quiet {
    private Quiet() {}

    static void start() {
        setUnlessGiven("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        setUnlessGiven("org.apache.logging.log4j.simplelog.level", "ERROR");
        setUnlessGiven("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.Log4j2LogDelegateFactory");
        setUnlessGiven("vertx.disableDnsResolver", "true");
        // else Netty takes SLF4J where a library brings it along, which tells stderr that nobody provides it
        InternalLoggerFactory.setDefaultFactory(Log4J2LoggerFactory.INSTANCE);
    }

    private static void setUnlessGiven(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
