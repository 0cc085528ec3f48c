package io.wardtally.atlas;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement stands.
 *
 * @param document the document
 * @param section where in it, or null for the whole
 * @param revision which revision of it
 * @param effective from when on that revision holds, or null if it does not say
 * @param confidence on what it rests
 * @param language the language in which it is written, for example {@code en}
 */
public record Source(
        String document,
        @Nullable String section,
        String revision,
        @Nullable LocalDate effective,
        Confidence confidence,
        String language) {

    public Source {
        Text.line("document", document);
        if (section != null) {
            Text.line("section", section);
        }
        Text.line("revision", revision);
        if (confidence == null) {
            throw new IllegalArgumentException("confidence is missing");
        }
        if (Locale.forLanguageTag(Text.line("language", language)).getLanguage().isEmpty()) {
            throw new IllegalArgumentException("language is none, such as en");
        }
    }

    /** A document in English. */
    public static Source of(String document, String revision, Confidence confidence) {
        return new Source(document, null, revision, null, confidence, "en");
    }

    /** A section of the same document. */
    public Source section(String which) {
        return new Source(document, which, revision, effective, confidence, language);
    }

    /** The same document, which holds from this day on. */
    public Source effective(LocalDate from) {
        return new Source(document, section, revision, from, confidence, language);
    }

    @Override
    public String toString() {
        return document + " rev. " + revision + (section == null ? "" : ", " + section);
    }
}
