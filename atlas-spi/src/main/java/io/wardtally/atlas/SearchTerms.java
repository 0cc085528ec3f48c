package io.wardtally.atlas;

/**
 * Words by which people ask for something, beside its own. They are for finding it and are never shown; a serialiser that goes by
 * components, getters or fields does not see them.
 */
public final class SearchTerms {

    /** No further words. */
    public static final SearchTerms NONE = new SearchTerms("");

    private final transient String text;

    private SearchTerms(String text) {
        this.text = text;
    }

    /** These words, at most 4,000 characters; may be empty. */
    public static SearchTerms of(String words) {
        Text.paragraphOrNothing("words by which people ask", words);
        return words.isEmpty() ? NONE : new SearchTerms(words);
    }

    /** The words, one after the other. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SearchTerms terms && text.equals(terms.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "no search terms" : "search terms (not shown)";
    }
}
