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
 * @param review who in the hospital has reviewed it; null if nobody has
 */
public record Source(
        String document,
        @Nullable String section,
        String revision,
        @Nullable LocalDate effective,
        Confidence confidence,
        String language,
        @Nullable Review review) {

    /**
     * Review of a document by somebody who answers for it.
     *
     * @param by name or office of whoever reviewed it
     * @param on day on which that was done
     */
    public record Review(String by, LocalDate on) {

        public Review {
            Text.line("reviewed by", by);
            if (on == null) {
                throw new IllegalArgumentException("the day of the review is missing");
            }
        }
    }

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
        return new Source(document, null, revision, null, confidence, "en", null);
    }

    /** A section of the same document. */
    public Source section(String which) {
        return new Source(document, which, revision, effective, confidence, language, review);
    }

    /** The same document, which holds from this day on. */
    public Source effective(LocalDate from) {
        return new Source(document, section, revision, from, confidence, language, review);
    }

    /** The same document in this language. */
    public Source in(String itsLanguage) {
        return new Source(document, section, revision, effective, confidence, itsLanguage, review);
    }

    /** The same document, which somebody in the hospital has reviewed. */
    public Source reviewed(Review itsReview) {
        return new Source(document, section, revision, effective, confidence, language, itsReview);
    }

    /** Document, revision and section. */
    public String place() {
        return document + " rev. " + revision + (section == null ? "" : ", " + section);
    }

    /** The same, and who has reviewed it; of somebody's judgement also that nobody has. */
    @Override
    public String toString() {
        if (review != null) {
            return place() + ", reviewed by " + review.by() + " on " + review.on();
        }
        return confidence == Confidence.JUDGEMENT ? place() + ", not reviewed" : place();
    }
}
