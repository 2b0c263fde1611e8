package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.error.DmException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The configuration file of a running node, looked at again and again. The allow-lists and {@code log-level} are live: what the file
 * says now is in effect now. Another key that changed is told of as one that needs a restart. A file that cannot be used leaves
 * everything as it was and says why. A flag of the command line wins, then as now. Any thread; a look reads one small file.
 */
public final class ConfigFile<C extends NodeConfig> {
    private static final Logger LOG = LogManager.getLogger(ConfigFile.class);
    private static final Set<String> LIVE = Set.of("cert-allowed-cn", "cert-allowed-san", "log-level");
    private static final String STATUS = "status-security.";
    /** So long a new content must have been there unchanged: half of a file that is being written may be a valid file too. */
    private static final Duration SETTLE = Duration.ofMillis(100);

    private final Path path;
    private final Set<String> flags;
    private final Parser<C> parser;
    private final InstantSource clock;
    private final Parsed<C> first;
    private final Block atStart;

    private volatile Standing<C> standing;
    private Seen waiting;
    private Consumer<C> listener = taken -> {};

    /** Reads a text with the command line's flags over it; ConfigException if it cannot be used. */
    public interface Parser<C> {
        Parsed<C> parse(String file, String text);
    }

    /**
     * How the file stands.
     *
     * @param loadedAt when what is in effect was read
     * @param needsRestart keys whose values in the file are not in effect, sorted
     * @param trouble why the file cannot be used, and since when
     */
    public record Status(
            Path path, Instant loadedAt, Instant lastLook, List<String> needsRestart, Optional<Trouble> trouble) {}

    /** Why a file cannot be used, while what it said before goes on. */
    public record Trouble(Instant since, DmException cause) {}

    /** What a look has found. */
    public enum Look {
        UNCHANGED,
        /** Something else lies there; look again in a tenth of a second. */
        SETTLING,
        /** Something else lies there, and is in effect where it can be. */
        TAKEN,
        REFUSED
    }

    private record Seen(String text, DmException unreadable, Instant since) {
        boolean isSame(Seen other) {
            return text.equals(other.text) && what().equals(other.what());
        }

        private String what() {
            return unreadable == null ? "" : unreadable.what();
        }
    }

    private record Standing<C>(
            String text,
            C config,
            Instant loadedAt,
            Instant lastLook,
            Set<String> needsRestart,
            Optional<Seen> refused,
            Optional<Trouble> trouble) {

        Standing<C> lookedAt(Instant now) {
            return new Standing<>(text, config, loadedAt, now, needsRestart, refused, trouble);
        }

        Standing<C> troubled(Seen by, Trouble why) {
            return new Standing<>(text, config, loadedAt, lastLook, needsRestart, Optional.of(by), Optional.of(why));
        }

        Standing<C> healed() {
            return new Standing<>(text, config, loadedAt, lastLook, needsRestart, Optional.empty(), Optional.empty());
        }
    }

    private ConfigFile(Path path, Set<String> flags, Parser<C> parser, InstantSource clock) {
        this.path = path;
        this.flags = Set.copyOf(flags);
        this.parser = parser;
        this.clock = clock;
        String text = TextFile.read(path);
        this.first = parser.parse(path.toString(), text);
        this.atStart = TomlText.parse(path.toString(), text);
        Instant now = clock.instant();
        this.standing = new Standing<>(text, first.value(), now, now, Set.of(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads it; ConfigException if it cannot be used. Blocks.
     *
     * @param flags long names of the command line's flags, without dashes: the file is not asked for these
     */
    public static <C extends NodeConfig> ConfigFile<C> open(Path path, Set<String> flags, Parser<C> parser) {
        return open(path, flags, parser, InstantSource.system());
    }

    static <C extends NodeConfig> ConfigFile<C> open(
            Path path, Set<String> flags, Parser<C> parser, InstantSource clock) {
        return new ConfigFile<>(path, flags, parser, clock);
    }

    /** What it said at the start: what is not live is in effect as it stands here. */
    public Parsed<C> first() {
        return first;
    }

    /** Told of each change that was taken, on the thread of the look. */
    public void onChange(Consumer<C> told) {
        listener = told;
    }

    /** The live keys as they are in effect; all other values of it may need a restart. */
    public C live() {
        return standing.config();
    }

    /** As {@link #live()}, after a look. Never throws. */
    public C now() {
        look();
        return live();
    }

    /** Looks at the file. Another content is taken once it has been there, the same, for a tenth of a second. Never throws. */
    public Look look() {
        return look(SETTLE);
    }

    /** As {@link #look()}, for somebody who knows that the file is complete. */
    public Look lookAtOnce() {
        return look(Duration.ZERO);
    }

    private synchronized Look look(Duration settle) {
        Instant now = clock.instant();
        standing = standing.lookedAt(now);
        Seen seen = read(now);
        if (seen.unreadable() == null && seen.text().equals(standing.text())) {
            heal();
            return Look.UNCHANGED;
        }
        if (standing.refused().filter(seen::isSame).isPresent()) {
            return Look.REFUSED;
        }
        if (waiting == null || !waiting.isSame(seen)) {
            waiting = seen;
        }
        if (now.isBefore(waiting.since().plus(settle))) {
            return Look.SETTLING;
        }
        return take(seen);
    }

    private Seen read(Instant now) {
        try {
            return new Seen(TextFile.read(path), null, now);
        } catch (ConfigException e) {
            return new Seen("", e, now);
        }
    }

    private void heal() {
        waiting = null;
        if (standing.trouble().isPresent()) {
            LOG.info("{} is good again", path);
            standing = standing.healed();
        }
    }

    private Look take(Seen seen) {
        try {
            if (seen.unreadable() != null) {
                throw seen.unreadable();
            }
            serve(seen.text());
            return Look.TAKEN;
        } catch (DmException e) {
            LOG.warn("{} cannot be used, what it said before goes on: {}", path, e.getMessage());
            Instant since = standing.trouble().map(Trouble::since).orElse(clock.instant());
            standing = standing.troubled(seen, new Trouble(since, e));
            return Look.REFUSED;
        } finally {
            waiting = null;
        }
    }

    private void serve(String text) {
        C config = parser.parse(path.toString(), text).value();
        Set<String> changed = KeyDifference.between(atStart, TomlText.parse(path.toString(), text));
        C before = standing.config();
        requireNotOpened("", before.security(), config.security());
        requireNotOpened(STATUS, before.status().security(), config.status().security());
        Set<String> waits = new TreeSet<>(changed);
        waits.removeIf(key -> isLive(key) || isFlag(key));
        Instant now = clock.instant();
        waits.stream()
                .filter(key -> !standing.needsRestart().contains(key))
                .forEach(key -> LOG.warn("{}: {} has changed, which needs a restart", path, key));
        standing = new Standing<>(text, config, now, now, Set.copyOf(waits), Optional.empty(), Optional.empty());
        LOG.info(
                "{} was read again: admits {}, log-level {}",
                path,
                config.security().allowed(),
                config.log().level());
        listener.accept(config);
    }

    /** A list that vanishes from a file may be a mistake, and would let everybody in. */
    private void requireNotOpened(String block, SecurityConfig before, SecurityConfig next) {
        if (next.allowed().isEverybody() && !before.allowed().isEverybody()) {
            throw new DmException(
                            ConfigError.SECURITY_WRONG,
                            String.format(
                                    "%1$s: %2$scert-allowed-cn and %2$scert-allowed-san are gone, which would admit every name",
                                    path, block))
                    .withWorkaround("Restart the node to admit every name, or list those that may call.");
        }
    }

    private static boolean isLive(String key) {
        String bare = key.startsWith(STATUS) ? key.substring(STATUS.length()) : key;
        return LIVE.stream().anyMatch(live -> bare.equals(live) || bare.startsWith(live + "."));
    }

    private boolean isFlag(String key) {
        return flags.stream().map(Flags::key).anyMatch(flag -> key.equals(flag) || key.startsWith(flag + "."));
    }

    /** By the last look. */
    public Status status() {
        Standing<C> now = standing;
        return new Status(
                path,
                now.loadedAt(),
                now.lastLook(),
                now.needsRestart().stream().sorted().toList(),
                now.trouble());
    }
}
