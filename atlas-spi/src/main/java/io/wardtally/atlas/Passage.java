package io.wardtally.atlas;

import org.jspecify.annotations.Nullable;

/**
 * A part of a document that may answer a question.
 *
 * @param scope to how much it applies
 * @param title what it is about, one line; null for the section of its source
 * @param text what it says, at most 4,000 characters
 * @param source where it stands
 * @param asked words by which people ask for it, beside its own; never shown
 * @param about the field of which it says something; null if it is about something else, an alarm say
 * @param emergency whether it says what to do when somebody is in danger
 */
public record Passage(
        Scope scope,
        @Nullable String title,
        String text,
        Source source,
        SearchTerms asked,
        @Nullable Field<?> about,
        boolean emergency) {

    public Passage {
        if (scope == null || source == null || asked == null) {
            throw new IllegalArgumentException("scope, source or search terms are missing");
        }
        if (title != null) {
            Text.line("title of a passage", title);
        }
        Text.paragraph("text of a passage", text);
    }

    /** A passage for which people ask by its own words. */
    public Passage(Scope scope, String text, Source source) {
        this(scope, null, text, source, SearchTerms.NONE, null, false);
    }

    /** The same passage, which stands there. */
    public Passage from(Source where) {
        return new Passage(scope, title, text, where, asked, about, emergency);
    }

    /** The same passage under this title. */
    public Passage titled(String line) {
        return new Passage(scope, line, text, source, asked, about, emergency);
    }

    /** The same passage, for which people ask by these words, too. */
    public Passage asked(String words) {
        return new Passage(scope, title, text, source, SearchTerms.of(words), about, emergency);
    }

    /** The same passage, which says something of this field. */
    public Passage about(Field<?> field) {
        return new Passage(scope, title, text, source, asked, field, emergency);
    }

    /** The same passage, which says what to do when somebody is in danger. */
    public Passage inEmergency() {
        return new Passage(scope, title, text, source, asked, about, true);
    }

    /** The same passage with other words. */
    public Passage saying(String words) {
        return new Passage(scope, title, words, source, asked, about, emergency);
    }

    /** What it is about: its title, or the section where it stands, or the document. */
    public String heading() {
        String section = source.section();
        return title != null ? title : section != null ? section : source.document();
    }
}
