package io.dm4j.store.ratis;

import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Keyspace;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of the keyspace as the log keeps it: version, kind, then the fields in order. A new kind or field is a new version, and
 * all versions that were ever released stay readable.
 */
sealed interface Command {

    byte VERSION = 1;

    /** Changes the keyspace; the same on every member. */
    Answer on(Keyspace keyspace);

    void write(DataOutputStream out) throws IOException;

    /** As the log keeps it. */
    default byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #bytes()} wrote; {@link StoreError#FORMAT_UNKNOWN} for a version or kind that is not ours. */
    static Command of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new DmException(
                        StoreError.FORMAT_UNKNOWN,
                        "the log has an entry of version " + version + ", this master reads " + VERSION);
            }
            return read(in);
        } catch (IOException e) {
            throw new DmException(StoreError.DATA_DAMAGED, "an entry of the log ends too early", e);
        }
    }

    private static Command read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case Txn.KIND -> Txn.read(in);
            case Grant.KIND -> new Grant(Duration.ofNanos(in.readLong()));
            case Revoke.KIND -> new Revoke(in.readLong());
            default -> throw new DmException(StoreError.FORMAT_UNKNOWN, "the log has an entry of kind " + kind);
        };
    }

    /** All of {@code ops} if every compare holds. */
    record Txn(List<Compare> compares, List<Op> ops) implements Command {
        static final byte KIND = 1;

        private static final byte ABSENT = 1;
        private static final byte MODIFIED = 2;
        private static final byte CREATED = 3;
        private static final byte PUT = 1;
        private static final byte DELETE = 2;
        private static final byte DELETE_PREFIX = 3;

        public Txn {
            compares = List.copyOf(compares);
            ops = List.copyOf(ops);
        }

        @Override
        public Answer on(Keyspace keyspace) {
            try {
                return Answer.of(keyspace.txn(compares, ops));
            } catch (DmException e) {
                // the one refusal a transaction has; which lease it was, the caller knows
                return Answer.leaseGone();
            }
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeByte(KIND);
            out.writeInt(compares.size());
            compares.forEach(compare -> compare.tell(new Written(out)));
            out.writeInt(ops.size());
            ops.forEach(op -> op.apply(new Written(out)));
        }

        static Txn read(DataInputStream in) throws IOException {
            List<Compare> compares = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                compares.add(readCompare(in));
            }
            List<Op> ops = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                ops.add(readOp(in));
            }
            return new Txn(compares, ops);
        }

        private static Compare readCompare(DataInputStream in) throws IOException {
            byte kind = in.readByte();
            String key = Text.read(in);
            return switch (kind) {
                case ABSENT -> new Compare.Absent(key);
                case MODIFIED -> new Compare.Modified(key, in.readLong());
                case CREATED -> new Compare.Created(key, in.readLong());
                default -> throw new DmException(StoreError.FORMAT_UNKNOWN, "the log has a compare of kind " + kind);
            };
        }

        private static Op readOp(DataInputStream in) throws IOException {
            byte kind = in.readByte();
            String key = Text.read(in);
            return switch (kind) {
                case PUT -> Op.put(key, Text.read(in), in.readLong());
                case DELETE -> Op.delete(key);
                case DELETE_PREFIX -> Op.deletePrefix(key);
                default -> throw new DmException(StoreError.FORMAT_UNKNOWN, "the log has a write of kind " + kind);
            };
        }

        private record Written(DataOutputStream out) implements Compare.Teller, Op.Target {

            @Override
            public void absent(String key) {
                field(ABSENT, key);
            }

            @Override
            public void modified(String key, long revision) {
                field(MODIFIED, key);
                number(revision);
            }

            @Override
            public void created(String key, long revision) {
                field(CREATED, key);
                number(revision);
            }

            @Override
            public void put(String key, String value, long lease) {
                field(PUT, key);
                text(value);
                number(lease);
            }

            @Override
            public void delete(String key) {
                field(DELETE, key);
            }

            @Override
            public void deletePrefix(String prefix) {
                field(DELETE_PREFIX, prefix);
            }

            private void field(byte kind, String key) {
                try {
                    out.writeByte(kind);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text(key);
            }

            private void text(String text) {
                try {
                    Text.write(out, text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            private void number(long number) {
                try {
                    out.writeLong(number);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A new lease of this full time. */
    record Grant(Duration ttl) implements Command {
        static final byte KIND = 2;

        @Override
        public Answer on(Keyspace keyspace) {
            return Answer.granted(keyspace.grant(ttl));
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeByte(KIND);
            out.writeLong(ttl.toNanos());
        }
    }

    /** The end of a lease: by its holder's wish, or because the leader's clock says so. */
    record Revoke(long lease) implements Command {
        static final byte KIND = 3;

        @Override
        public Answer on(Keyspace keyspace) {
            keyspace.revoke(lease);
            return Answer.done();
        }

        @Override
        public void write(DataOutputStream out) throws IOException {
            out.writeByte(KIND);
            out.writeLong(lease);
        }
    }
}
