package io.dm4j.it.sample;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The shop's tables. Each shows something that a copy can get wrong: unsigned keys beyond 2^63, string and composite
 * keys, no key at all, exact decimals, JSON, microseconds, ENUM and SET, BLOB, BIT, four-byte characters, generated columns.
 */
final class SampleTables {
    /** Order numbers start here, beyond what a signed 64-bit integer holds. */
    static final String FIRST_ORDER = "9223372036854776000";

    static final int SENSORS = 40;
    static final int WAREHOUSES = 12;

    private static final LocalDateTime EPOCH = LocalDateTime.of(2024, 2, 29, 23, 59, 58);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final String[] LANGUAGES = {"de", "en-GB", "ja", "pt-BR"};

    static final List<SampleTable> ALL = List.of(
            customer(),
            product(),
            stock(),
            orders(),
            orderLine(),
            pageView(),
            document(),
            measurement(),
            translation(),
            currency());

    private SampleTables() {}

    static String order(long number) {
        return Long.toUnsignedString(Long.parseUnsignedLong(FIRST_ORDER) + number);
    }

    static String sku(long number) {
        return "SKU-" + Long.toString(number * 7919 % 1_000_003, 36) + "-" + number;
    }

    static String sensor(long number) {
        return "S" + number % SENSORS;
    }

    static String measuredAt(long number) {
        return EPOCH.plusNanos(number * 1_000_037_000L).format(MICROS);
    }

    static String documentId(long number) {
        return String.format("x'%032x'", number * 104_729 + 17);
    }

    static String language(long number) {
        return LANGUAGES[(int) (number % LANGUAGES.length)];
    }

    private static SampleTable customer() {
        return new SampleTable(
                "customer",
                120,
                "id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, email VARCHAR(120) NOT NULL, name VARCHAR(100) NOT NULL,"
                        + " joined DATETIME(6) NOT NULL, status ENUM('new','active','gone away') NOT NULL DEFAULT 'new',"
                        + " interests SET('climbing','diving','caves','sky') NOT NULL, balance DECIMAL(20,6) NOT NULL,"
                        + " notes TEXT, UNIQUE KEY email (email), KEY joined (joined)",
                "id, email, name, joined, status, interests, balance, notes",
                SampleTables::customerRow);
    }

    private static String customerRow(long n, SplittableRandom random) {
        return "(" + (n + 1) + ",'user" + n + "@example.net','" + Words.some(2, random) + "','" + moment(n, random)
                + "','" + Words.one(random, "new", "active", "gone away") + "','"
                + Words.one(random, "", "climbing", "climbing,caves", "diving,sky", "climbing,diving,caves,sky") + "',"
                + random.nextLong(-99_999_999_999_999L, 99_999_999_999_999L) + "." + random.nextInt(100_000, 999_999)
                + "," + (random.nextInt(5) == 0 ? "NULL" : "'" + Words.some(random.nextInt(0, 12), random) + "'") + ")";
    }

    private static SampleTable product() {
        return new SampleTable(
                "product",
                60,
                "sku VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, title VARCHAR(200) NOT NULL,"
                        + " price DECIMAL(12,2) NOT NULL, attributes JSON, weight DOUBLE, changed TIMESTAMP(6) NULL,"
                        + " price_with_tax DECIMAL(14,4) GENERATED ALWAYS AS (price * 1.19) STORED, KEY price (price)",
                "sku, title, price, attributes, weight, changed",
                SampleTables::productRow);
    }

    private static String productRow(long n, SplittableRandom random) {
        return "('" + sku(n) + "','" + Words.some(4, random) + "'," + random.nextInt(100_000) + "."
                + random.nextInt(10, 99) + "," + attributes(n, random) + "," + random.nextDouble() * 1e6 + ",'"
                + moment(n, random) + "')";
    }

    static String attributes(long n, SplittableRandom random) {
        if (random.nextInt(20) == 0) {
            return "NULL";
        }
        return "'{\"number\": " + n + ", \"ratio\": " + random.nextInt(1000) / 8.0
                + ", \"colours\": [\"赤\", \"blue 🟦\", null], \"nested\": {\"deep\": {\"true\": true}, \"a\": \""
                + Words.one(random, "x", "é", "日本", "") + "\"}}'";
    }

    private static SampleTable stock() {
        return new SampleTable(
                "stock",
                120,
                "warehouse SMALLINT UNSIGNED NOT NULL, sku VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
                        + " quantity INT NOT NULL, reserved MEDIUMINT UNSIGNED NOT NULL DEFAULT 0, counted DATE,"
                        + " PRIMARY KEY (warehouse, sku), KEY by_sku (sku)",
                "warehouse, sku, quantity, reserved, counted",
                SampleTables::stockRow);
    }

    private static String stockRow(long n, SplittableRandom random) {
        return "(" + n % WAREHOUSES + ",'" + sku(n / WAREHOUSES) + "'," + random.nextInt(-50, 5000) + ","
                + random.nextInt(16_777_216) + ",'" + moment(n, random).substring(0, 10) + "')";
    }

    private static SampleTable orders() {
        return new SampleTable(
                "orders",
                150,
                "id BIGINT UNSIGNED NOT NULL PRIMARY KEY, customer INT UNSIGNED NOT NULL, placed DATETIME(6) NOT NULL,"
                        + " paid TIMESTAMP NULL, state ENUM('open','paid','shipped','lost') NOT NULL,"
                        + " total DECIMAL(14,2) NOT NULL, gift BOOLEAN NOT NULL, remark VARCHAR(255), KEY customer (customer)",
                "id, customer, placed, paid, state, total, gift, remark",
                SampleTables::orderRow);
    }

    private static String orderRow(long n, SplittableRandom random) {
        return "(" + order(n) + "," + random.nextInt(1, 100_000) + ",'" + moment(n, random) + "',"
                + (random.nextBoolean() ? "NULL" : "'" + moment(n, random).substring(0, 19) + "'") + ",'"
                + Words.one(random, "open", "paid", "shipped", "lost") + "'," + random.nextInt(1_000_000) + ".05,"
                + random.nextInt(2) + ",'" + Words.some(random.nextInt(1, 6), random) + "')";
    }

    private static SampleTable orderLine() {
        return new SampleTable(
                "order_line",
                250,
                "order_id BIGINT UNSIGNED NOT NULL, line TINYINT UNSIGNED NOT NULL,"
                        + " sku VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, amount INT NOT NULL,"
                        + " price DECIMAL(12,2) NOT NULL, sum DECIMAL(24,2) GENERATED ALWAYS AS (amount * price) VIRTUAL,"
                        + " PRIMARY KEY (order_id, line)",
                "order_id, line, sku, amount, price",
                SampleTables::orderLineRow);
    }

    /** Three lines an order, not more, so that any number of rows has keys of its own. */
    private static String orderLineRow(long n, SplittableRandom random) {
        return orderLine(n / 3, (int) (n % 3), random);
    }

    static String orderLine(long order, int line, SplittableRandom random) {
        return "(" + order(order) + "," + (253 + line) + ",'" + sku(random.nextInt(10_000)) + "',"
                + random.nextInt(1, 100) + "," + random.nextInt(10_000) + ".99)";
    }

    private static SampleTable pageView() {
        return new SampleTable(
                "page_view",
                160,
                "seen DATETIME(3) NOT NULL, visitor CHAR(12) NOT NULL, path VARCHAR(200), millis INT UNSIGNED,"
                        + " KEY visitor (visitor)",
                "seen, visitor, path, millis",
                SampleTables::pageViewRow);
    }

    /** Every fourth row is a double of the one before. */
    private static String pageViewRow(long n, SplittableRandom random) {
        long original = n % 4 == 3 ? n - 1 : n;
        return "('" + EPOCH.plusSeconds(original).format(MICROS).substring(0, 23) + "','" + visitor(original)
                + "','/冒険/" + original % 97 + "'," + (original % 5 == 0 ? "NULL" : original * 31 % 4_294_967_295L)
                + ")";
    }

    static String visitor(long number) {
        return "v" + number * 7 % 50_021;
    }

    private static SampleTable document() {
        return new SampleTable(
                "document",
                10,
                "id BINARY(16) NOT NULL PRIMARY KEY, title VARCHAR(100), content MEDIUMBLOB NOT NULL,"
                        + " digest VARBINARY(20), released YEAR, scanned TIME(3)",
                "id, title, content, digest, released, scanned",
                SampleTables::documentRow);
    }

    static String documentRow(long n, SplittableRandom random) {
        return "(" + documentId(n) + ",'" + Words.some(3, random) + "',"
                + Words.bytes(random.nextInt(500, 12_000), random) + "," + Words.bytes(random.nextInt(20), random) + ","
                + random.nextInt(1970, 2060) + ",'"
                + Words.one(random, "-12:34:56.789", "00:00:00.001", "838:59:58.000")
                + "')";
    }

    private static SampleTable measurement() {
        return new SampleTable(
                "measurement",
                100,
                "sensor CHAR(8) NOT NULL, at DATETIME(6) NOT NULL, celsius FLOAT, exact DOUBLE, flags BIT(10) NOT NULL,"
                        + " counter BIGINT UNSIGNED, drift BIGINT, PRIMARY KEY (sensor, at)",
                "sensor, at, celsius, exact, flags, counter, drift",
                SampleTables::measurementRow);
    }

    static String measurementRow(long n, SplittableRandom random) {
        return "('" + sensor(n) + "','" + measuredAt(n) + "'," + (float) (random.nextDouble() * 200 - 100) + ","
                + (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-30, 30)) + "," + random.nextInt(1024) + ","
                + Long.toUnsignedString(random.nextLong()) + "," + random.nextLong() + ")";
    }

    private static SampleTable translation() {
        return new SampleTable(
                "translation",
                30,
                "language CHAR(5) NOT NULL, term VARCHAR(80) COLLATE utf8mb4_bin NOT NULL, text LONGTEXT,"
                        + " reviewed TINYINT(1) NOT NULL DEFAULT 0, PRIMARY KEY (language, term)",
                "language, term, text, reviewed",
                SampleTables::translationRow);
    }

    private static String translationRow(long n, SplittableRandom random) {
        return "('" + language(n) + "','" + term(n) + "','" + Words.some(random.nextInt(1, 60), random) + "',"
                + random.nextInt(2) + ")";
    }

    /** Terms that differ in case only, which their binary collation keeps apart. */
    static String term(long n) {
        return (n % 8 < 4 ? "Begriff 用語 " : "begriff 用語 ") + n / 8;
    }

    private static SampleTable currency() {
        return new SampleTable(
                "currency",
                0,
                "code CHAR(3) CHARACTER SET latin1 NOT NULL PRIMARY KEY, name VARCHAR(40) CHARACTER SET latin1 NOT NULL,"
                        + " rate DECIMAL(30,15) NOT NULL, decimals TINYINT NOT NULL",
                "code, name, rate, decimals",
                (n, random) -> "('C" + (char) ('A' + n) + "X','Währung n° " + n + "'," + n + ".000000000000001," + n % 4
                        + ")");
    }

    private static String moment(long n, SplittableRandom random) {
        return EPOCH.plusSeconds(n % 50_000_000)
                .plusNanos(random.nextInt(1_000_000) * 1000L)
                .format(MICROS);
    }
}
