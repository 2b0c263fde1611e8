package io.dm4j.verticles;

import io.dm4j.config.LogConfig;
import io.dm4j.endpoint.AuditLog;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.ConsoleAppender;
import org.apache.logging.log4j.core.appender.RollingFileAppender;
import org.apache.logging.log4j.core.appender.rolling.SizeBasedTriggeringPolicy;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

/** Sets up the process's log as its configuration asks. For mains only: an embedding application has its own. */
final class LogSetup {
    /** As DM does. */
    private static final String FILE_SIZE = "512MB";

    /** Each tells a line for every step it takes. */
    private static final List<String> TALKATIVE = List.of("io.netty", "org.apache.ratis");

    private LogSetup() {}

    /** Before any logger exists: our libraries log through Log4j, and it stops when we say so. */
    static void prepare() {
        System.setProperty("log4j2.shutdownHookEnabled", "false");
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        System.setProperty(
                "vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.Log4j2LogDelegateFactory");
    }

    static void apply(LogConfig log) {
        LoggerContext context = LoggerContext.getContext(false);
        context.reconfigure(new Ours(context, log));
    }

    /** Another {@code log-level} for the running process. */
    static void level(LogConfig log) {
        LoggerContext context = LoggerContext.getContext(false);
        Level level = levelOf(log);
        context.getConfiguration().getRootLogger().setLevel(level);
        TALKATIVE.forEach(
                name -> context.getConfiguration().getLoggerConfig(name).setLevel(atLeastWarn(level)));
        context.updateLoggers();
    }

    private static Level levelOf(LogConfig log) {
        return Level.toLevel(log.level(), Level.INFO);
    }

    private static Level atLeastWarn(Level level) {
        return level.isMoreSpecificThan(Level.WARN) ? level : Level.WARN;
    }

    static void flush() {
        LoggerContext.getContext(false).stop();
    }

    private static final class Ours extends AbstractConfiguration {
        private final LogConfig log;

        Ours(LoggerContext context, LogConfig log) {
            super(context, ConfigurationSource.NULL_SOURCE);
            this.log = log;
            this.isShutdownHookEnabled = false;
        }

        @Override
        protected void doConfigure() {
            Appender appender = started(log.file().isEmpty() ? console() : file("file", log.file()));
            Level level = levelOf(log);
            getRootLogger().addAppender(appender, null, null);
            getRootLogger().setLevel(level);
            getRootLogger().addFilter(started(new StumbleAfterRefusal()));
            TALKATIVE.forEach(name -> addLogger(name, new LoggerConfig(name, atLeastWarn(level), true)));
            addLogger(AuditLog.NAME, audit());
        }

        /** Complete whatever the level of the rest. */
        private LoggerConfig audit() {
            LoggerConfig audit =
                    new LoggerConfig(AuditLog.NAME, Level.INFO, log.auditFile().isEmpty());
            if (!log.auditFile().isEmpty()) {
                audit.addAppender(started(file("audit file", log.auditFile())), null, null);
            }
            return audit;
        }

        private Appender started(Appender appender) {
            appender.start();
            addAppender(appender);
            return appender;
        }

        private static Filter started(Filter filter) {
            filter.start();
            return filter;
        }

        private Appender console() {
            return ConsoleAppender.newBuilder()
                    .setName("stderr")
                    .setTarget(ConsoleAppender.Target.SYSTEM_ERR)
                    .setLayout(layout())
                    .setConfiguration(this)
                    .build();
        }

        private Appender file(String name, String path) {
            return RollingFileAppender.newBuilder()
                    .setName(name)
                    .withFileName(path)
                    .withFilePattern(path + ".%d{yyyy-MM-dd-HH-mm-ss}.%i")
                    .withPolicy(SizeBasedTriggeringPolicy.createPolicy(FILE_SIZE))
                    .setLayout(layout())
                    .setConfiguration(this)
                    .build();
        }

        private DmLayout layout() {
            return log.format() == LogConfig.Format.JSON ? DmLayout.json() : DmLayout.text();
        }
    }
}
