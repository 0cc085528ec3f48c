package io.wardtally.tracking.jpa;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table whose columns are mapped once each: how a column is called, what is written into it, and where its value goes when it is
 * read. Statements and rows follow from that, in the order of the columns.
 *
 * @param <T> what is written
 * @param <P> the parts that are filled while a row is read
 */
final class Table<T, P> {

    /** Receiver of the value of a column. */
    interface Reader<P> {
        void read(RowReader row, P parts) throws SQLException;
    }

    private record Column<T, P>(String name, Function<T, @Nullable Object> value, Reader<P> reader) {}

    private final String name;
    private final List<Column<T, P>> columns = new ArrayList<>();

    Table(String name) {
        this.name = name;
    }

    Table<T, P> column(String column, Function<T, @Nullable Object> value, Reader<P> reader) {
        columns.add(new Column<>(column, value, reader));
        return this;
    }

    String name() {
        return name;
    }

    int size() {
        return columns.size();
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** To select them from the table that goes by this name in the statement. */
    String of(String alias) {
        return names().stream().map(column -> alias + '.' + column).collect(Collectors.joining(", "));
    }

    /** To insert a row, with values of further columns behind those of the table. */
    String insert(String... more) {
        return insertWith("?", more);
    }

    /** To insert a row whose first value is this expression. */
    String insertWith(String first, String... more) {
        List<String> all = new ArrayList<>(names());
        all.addAll(Arrays.asList(more));
        return "insert into " + name + " (" + String.join(", ", all) + ") values (" + first
                + ", ?".repeat(all.size() - 1) + ")";
    }

    /** To set all but the first {@code keys} columns. */
    String update(int keys) {
        return "update " + name + " set "
                + names().stream().skip(keys).map(column -> column + " = ?").collect(Collectors.joining(", "));
    }

    @Nullable
    Object[] values(T of) {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).value().apply(of);
        }
        return values;
    }

    /** The values in the order of {@link #update}: without the first {@code keys}, which follow at the end, and then these. */
    @Nullable
    Object[] keysLast(T of, int keys, @Nullable Object... more) {
        @Nullable Object[] values = values(of);
        @Nullable Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(values, keys, all, 0, values.length - keys);
        System.arraycopy(values, 0, all, values.length - keys, keys);
        System.arraycopy(more, 0, all, values.length, more.length);
        return all;
    }

    /** Reads a row of all columns into these parts. */
    void read(RowReader row, P parts) throws SQLException {
        for (Column<T, P> column : columns) {
            column.reader().read(row, parts);
        }
    }
}
