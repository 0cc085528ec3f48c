package io.wardtally.tracking.atlas;

import io.wardtally.atlas.Source;

/**
 * A part of an answer, and where it stands.
 *
 * @param heading what the part is about
 * @param text what stands there, word for word; of a value that is no text, such as an interval, a sentence that says it
 * @param source the document, its revision, and where in it
 * @param provider who handed it in, by id
 * @param score how surely it answers, from 0 to 1
 */
public record Citation(String heading, String text, Source source, String provider, double score) {

    /** What stands there, and where. */
    @Override
    public String toString() {
        return "“" + text + "” (" + source + ", by " + provider + ")";
    }
}
