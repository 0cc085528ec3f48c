package io.wardtally.tracking.jpa;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a table, in the order in which rows are written and read. */
record Columns(List<String> names) {

    Columns(String... names) {
        this(List.of(names));
    }

    /** These and one more. */
    Columns and(String name) {
        return new Columns(Stream.concat(names.stream(), Stream.of(name)).toList());
    }

    int size() {
        return names.size();
    }

    /** To select them from the table that goes by this name in the statement. */
    String of(String alias) {
        return names.stream().map(name -> alias + '.' + name).collect(Collectors.joining(", "));
    }

    String insertInto(String table) {
        return insertInto(table, "?");
    }

    /** To insert a row of which this is the first value. */
    String insertInto(String table, String first) {
        return "insert into " + table + " (" + String.join(", ", names) + ") values (" + first
                + ", ?".repeat(names.size() - 1) + ")";
    }

    /** To set all but the first {@code keys} of them. */
    String update(String table, int keys) {
        return "update " + table + " set "
                + names.stream().skip(keys).map(name -> name + " = ?").collect(Collectors.joining(", "));
    }

    /** Values in the order of {@link #update}: without the first {@code keys}, which follow at the end. */
    static Object[] keysLast(Object[] values, int keys, Object... more) {
        Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(values, keys, all, 0, values.length - keys);
        System.arraycopy(values, 0, all, values.length - keys, keys);
        System.arraycopy(more, 0, all, values.length, more.length);
        return all;
    }
}
