package io.wardtally.atlas;

/**
 * One thing that is known of a device, and who says so.
 *
 * @param <T> what is said
 * @param about of what
 * @param value what is said of it
 * @param scope to how much it applies
 * @param source where it stands
 * @param asked words by which people ask for it, beside its own; never shown
 */
public record Statement<T>(Field<T> about, T value, Scope scope, Source source, SearchTerms asked) {

    public Statement {
        if (about == null || scope == null || source == null || asked == null) {
            throw new IllegalArgumentException("field, scope, source or search terms are missing");
        }
        about.check(value);
    }

    /** A statement for which people ask by its own words. */
    public Statement(Field<T> about, T value, Scope scope, Source source) {
        this(about, value, scope, source, SearchTerms.NONE);
    }

    /** The same statement, for which people ask by these words, too. */
    public Statement<T> asked(String words) {
        return new Statement<>(about, value, scope, source, SearchTerms.of(words));
    }

    /** The same statement for less, or for more. */
    public Statement<T> within(Scope other) {
        return new Statement<>(about, value, other, source, asked);
    }
}
