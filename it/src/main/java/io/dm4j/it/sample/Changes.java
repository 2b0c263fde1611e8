package io.dm4j.it.sample;

import io.dm4j.it.server.SqlSession;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The writer's transactions, one after the other. Confined to the writer's thread, but for the counter. */
final class Changes {
    private final SqlSession session;
    private final long rows;
    private final SplittableRandom random;
    private final AtomicLong changed = new AtomicLong();
    private long fresh;

    /**
     * @param rows the sample's size, which tells what row numbers exist
     * @param seed another one adds other rows, so that one writer can follow another
     */
    Changes(SqlSession session, long rows, long seed) {
        this.session = session;
        this.rows = rows;
        this.random = new SplittableRandom(seed);
        this.fresh = 100_000_000 + seed % 1000 * 1_000_000;
    }

    long rows() {
        return changed.get();
    }

    void next() {
        fresh++;
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> newOrder();
            case 4, 5 -> payOrder();
            case 6 -> cancelOrder();
            case 7 -> customer();
            case 8 -> product();
            case 9, 10 -> viewPages();
            case 11 -> changeViews();
            case 12 -> moveKeys();
            case 13 -> documents();
            case 14 -> moveStock();
            default -> changeOfMind();
        }
    }

    private void newOrder() {
        session.execute("BEGIN");
        run(table("orders").insert() + table("orders").row(fresh, 1));
        run(table("order_line").insert() + SampleTables.orderLine(fresh, 0, random) + ","
                + SampleTables.orderLine(fresh, 1, random) + "," + SampleTables.orderLine(fresh, 2, random));
        run("UPDATE stock SET quantity = quantity - 1, counted = '2026-01-01' WHERE warehouse = "
                + random.nextInt(SampleTables.WAREHOUSES) + " AND sku = '"
                + SampleTables.sku(existing("stock") / SampleTables.WAREHOUSES) + "'");
        session.execute("COMMIT");
    }

    private void payOrder() {
        run("UPDATE orders SET state = 'paid', paid = '2026-02-03 04:05:06', total = total + 0.01, remark = '支払い済み 💴 "
                + fresh + "' WHERE id = " + SampleTables.order(existing("orders")));
    }

    private void cancelOrder() {
        String order = SampleTables.order(existing("orders"));
        session.execute("BEGIN");
        run("DELETE FROM order_line WHERE order_id = " + order);
        run("DELETE FROM orders WHERE id = " + order);
        session.execute("COMMIT");
    }

    private void customer() {
        run(
                "UPDATE customer SET balance = balance + 0.000001, notes = CONCAT(COALESCE(notes, ''), ' 🐢'), status = 'active'"
                        + " WHERE id = " + (existing("customer") + 1));
    }

    private void product() {
        run("UPDATE product SET price = " + random.nextInt(100_000) + ".25, attributes = "
                + SampleTables.attributes(fresh, random) + ", changed = '2026-01-02 03:04:05.000678' WHERE sku = '"
                + SampleTables.sku(existing("product")) + "'");
    }

    /** The same row twice, in a table without a key. */
    private void viewPages() {
        String view = "('2026-03-04 05:06:07.890','" + SampleTables.visitor(random.nextInt(1000)) + "','/新着/"
                + fresh % 5 + "',4294967295)";
        run(table("page_view").insert() + view + "," + view);
    }

    /** One of several equal rows. */
    private void changeViews() {
        String visitor = SampleTables.visitor(existing("page_view"));
        run("UPDATE page_view SET millis = " + fresh % 1000 + ", path = NULL WHERE visitor = '" + visitor
                + "' LIMIT 1");
        run("DELETE FROM page_view WHERE visitor = '" + SampleTables.visitor(existing("page_view")) + "' LIMIT 1");
    }

    private void moveKeys() {
        long measurement = existing("measurement");
        run("UPDATE measurement SET at = '" + SampleTables.measuredAt(fresh)
                + "', celsius = -0.1, counter = 18446744073709551615"
                + " WHERE sensor = '" + SampleTables.sensor(measurement) + "' AND at = '"
                + SampleTables.measuredAt(measurement) + "'");
        long translation = existing("translation");
        run("UPDATE translation SET term = 'umbenannt " + fresh + "', reviewed = 1 - reviewed WHERE language = '"
                + SampleTables.language(translation) + "' AND term = '" + SampleTables.term(translation) + "'");
    }

    private void documents() {
        run(table("document").insert() + table("document").row(fresh, 1));
        run("UPDATE document SET content = " + Words.bytes(random.nextInt(3000), random) + ", scanned = '-00:00:00.500'"
                + " WHERE id = " + SampleTables.documentId(existing("document")));
        run("DELETE FROM document WHERE id = " + SampleTables.documentId(existing("document")));
    }

    private void moveStock() {
        long number = existing("stock");
        run("UPDATE stock SET warehouse = warehouse + 1000, reserved = 0 WHERE warehouse = "
                + number % SampleTables.WAREHOUSES + " AND sku = '" + SampleTables.sku(number / SampleTables.WAREHOUSES)
                + "'");
    }

    /** Nothing of this may ever arrive. */
    private void changeOfMind() {
        session.execute("BEGIN");
        session.execute(
                "INSERT INTO currency VALUES ('ZZZ', 'never', 1, 1)",
                "DELETE FROM customer WHERE id = " + (existing("customer") + 1),
                "ROLLBACK");
    }

    private void run(String sql) {
        changed.addAndGet(session.execute(sql));
    }

    private long existing(String table) {
        return random.nextLong(table(table).rowCount(rows));
    }

    private static SampleTable table(String name) {
        return SampleTables.ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
