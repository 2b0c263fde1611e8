package io.dm4j.row;

import java.util.Locale;

/**
 * A column as information_schema.COLUMNS tells it.
 *
 * @param dataType lower case, without length: {@code varchar}, {@code bigint}, {@code json}
 * @param columnType lower case, whole: {@code bigint(20) unsigned}, {@code enum('a','b')} (labels keep their case)
 * @param charset empty for columns without one
 * @param collation empty for columns without one
 * @param generated computed by the server, stored or not: never written by us
 */
public record Column(
        String name,
        String dataType,
        String columnType,
        String charset,
        String collation,
        boolean nullable,
        boolean generated) {

    public boolean isUnsigned() {
        return columnType.toLowerCase(Locale.ROOT).contains(" unsigned");
    }
}
