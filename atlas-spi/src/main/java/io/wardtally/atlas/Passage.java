package io.wardtally.atlas;

import org.jspecify.annotations.Nullable;

/**
 * A part of a document that may answer a question.
 *
 * @param scope to how much it applies
 * @param text what it says, at most 4,000 characters
 * @param source where it stands
 * @param asked words by which people ask for it, beside its own; never shown
 * @param about the field of which it says something; null if it is about something else, an alarm say
 */
public record Passage(
        Scope scope,
        String text,
        Source source,
        SearchTerms asked,
        @Nullable Field<?> about) {

    public Passage {
        if (scope == null || source == null || asked == null) {
            throw new IllegalArgumentException("scope, source or search terms are missing");
        }
        Text.paragraph("text of a passage", text);
    }

    /** A passage about something that is no field. */
    public Passage(Scope scope, String text, Source source, String asked) {
        this(scope, text, source, SearchTerms.of(asked), null);
    }

    /** A passage for which people ask by its own words. */
    public Passage(Scope scope, String text, Source source) {
        this(scope, text, source, "");
    }
}
