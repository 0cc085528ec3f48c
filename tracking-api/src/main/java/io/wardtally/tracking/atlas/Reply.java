package io.wardtally.tracking.atlas;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the documents say to a question.
 *
 * @param citations what answers, best first; empty if it is not in the documents
 * @param composed whether the host's composer chose it from what was found
 * @param missing the providers, by id, that were asked for documents and did not answer
 */
public record Reply(List<Citation> citations, boolean composed, List<String> missing) {

    public Reply {
        citations = List.copyOf(citations);
        missing = List.copyOf(missing);
    }

    /** Whether it is in the documents. */
    public boolean isInDocuments() {
        return !citations.isEmpty();
    }

    /** What the documents say, each part with where it stands; or that it is not in them. */
    @Override
    public String toString() {
        return citations.isEmpty()
                ? "not in the documents"
                : citations.stream().map(Citation::toString).collect(Collectors.joining("\n"));
    }
}
