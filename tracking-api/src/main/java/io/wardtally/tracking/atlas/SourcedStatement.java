package io.wardtally.tracking.atlas;

import io.wardtally.atlas.Field;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;

/**
 * Something that is known of a device, with its source.
 *
 * @param <T> what is said
 * @param statement the statement
 * @param provider who handed it in, by id
 */
public record SourcedStatement<T>(Statement<T> statement, String provider) {

    /** Of what it is said. */
    public Field<T> about() {
        return statement.about();
    }

    /** What is said. */
    public T value() {
        return statement.value();
    }

    /** Where it stands. */
    public Source source() {
        return statement.source();
    }

    /** What is said, and where it stands. */
    @Override
    public String toString() {
        return statement.value() + " (" + statement.source() + ", by " + provider + ")";
    }
}
