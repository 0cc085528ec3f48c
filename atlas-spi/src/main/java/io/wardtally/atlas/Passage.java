package io.wardtally.atlas;

/**
 * A part of a document that may answer a question.
 *
 * @param scope to how much it applies
 * @param text what it says, at most 4,000 characters
 * @param source where it stands
 */
public record Passage(Scope scope, String text, Source source) {

    public Passage {
        if (scope == null || source == null) {
            throw new IllegalArgumentException("scope or source is missing");
        }
        Text.paragraph("text of a passage", text);
    }
}
