package io.wardtally.atlas;

/**
 * A part of a document that may answer a question.
 *
 * @param scope to how much it applies
 * @param text what it says, at most 4,000 characters
 * @param source where it stands
 * @param asked words by which people ask for it, beside its own; at most 4,000 characters, may be empty, never shown
 */
public record Passage(Scope scope, String text, Source source, String asked) {

    public Passage {
        if (scope == null || source == null) {
            throw new IllegalArgumentException("scope or source is missing");
        }
        Text.paragraph("text of a passage", text);
        Text.paragraphOrNothing("words by which people ask", asked);
    }

    /** A passage for which people ask by its own words. */
    public Passage(Scope scope, String text, Source source) {
        this(scope, text, source, "");
    }
}
