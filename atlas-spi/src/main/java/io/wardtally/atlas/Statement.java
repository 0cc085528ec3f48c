package io.wardtally.atlas;

/**
 * One thing that is known of a device, and who says so.
 *
 * @param <T> what is said
 * @param about of what
 * @param value what is said of it
 * @param scope to how much it applies
 * @param source where it stands
 */
public record Statement<T>(Field<T> about, T value, Scope scope, Source source) {

    public Statement {
        if (about == null || scope == null || source == null) {
            throw new IllegalArgumentException("field, scope or source is missing");
        }
        about.check(value);
    }

    /** The same statement for less, or for more. */
    public Statement<T> within(Scope other) {
        return new Statement<>(about, value, other, source);
    }
}
