package io.wardtally.atlas;

/**
 * One thing that is known of a device, and who says so.
 *
 * @param <T> what is said
 * @param about of what
 * @param value what is said of it
 * @param scope to how much it applies
 * @param source where it stands
 * @param asked words by which people ask for it, beside its own; at most 4,000 characters, may be empty, never shown
 */
public record Statement<T>(Field<T> about, T value, Scope scope, Source source, String asked) {

    public Statement {
        if (about == null || scope == null || source == null) {
            throw new IllegalArgumentException("field, scope or source is missing");
        }
        about.check(value);
        Text.paragraphOrNothing("words by which people ask", asked);
    }

    /** A statement for which people ask by its own words. */
    public Statement(Field<T> about, T value, Scope scope, Source source) {
        this(about, value, scope, source, "");
    }

    /** The same statement, for which people ask by these words, too. */
    public Statement<T> asked(String words) {
        return new Statement<>(about, value, scope, source, words);
    }

    /** The same statement for less, or for more. */
    public Statement<T> within(Scope other) {
        return new Statement<>(about, value, other, source, asked);
    }
}
