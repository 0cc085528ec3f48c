package io.wardtally.tracking.atlas;

import io.wardtally.tracking.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the documents say to a question.
 *
 * @param citations what answers, best first; empty if nothing does
 * @param composed whether the host's composer chose it from what was found
 * @param missing the providers, by id, that were asked for documents and did not answer
 * @param refusal why nothing answers, and where to turn to; null if something does
 */
public record Reply(
        List<Citation> citations,
        boolean composed,
        List<String> missing,
        @Nullable Refusal refusal) {

    public Reply {
        citations = List.copyOf(citations);
        missing = List.copyOf(missing);
    }

    /**
     * Reason why a question is not answered.
     *
     * @param reason the reason, in the language of whoever reads it
     * @param headings what there is to read about the device, each once
     * @param contact whom to call, as the house's policies name it; null for nobody
     */
    public record Refusal(
            Message reason, List<String> headings, @Nullable String contact) {

        public Refusal {
            headings = List.copyOf(headings);
        }

        /** The reason, what there is to read, and whom to call. */
        public String says(Locale language) {
            String says = reason.says(language);
            if (!headings.isEmpty()) {
                says += "\n"
                        + Message.of("reply.headings", String.join("; ", headings))
                                .says(language);
            }
            if (contact != null) {
                says += "\n" + Message.of("reply.contact", contact).says(language);
            }
            return says;
        }
    }

    /** Whether it is in the documents. */
    public boolean isInDocuments() {
        return !citations.isEmpty();
    }

    /** The languages of what answers, as the documents name them, best first. */
    public List<String> languages() {
        return citations.stream()
                .map(citation -> citation.source().language())
                .distinct()
                .toList();
    }

    /** What the documents say, each part with where it stands; or why they do not, and where to turn to. */
    public String says(Locale language) {
        return refusal == null
                ? citations.stream().map(Citation::toString).collect(Collectors.joining("\n"))
                : refusal.says(language);
    }

    /** The same, in English. */
    @Override
    public String toString() {
        return says(Locale.ENGLISH);
    }
}
