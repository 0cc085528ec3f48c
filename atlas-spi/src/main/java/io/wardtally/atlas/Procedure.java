package io.wardtally.atlas;

import java.util.List;

/**
 * How something is done: a standard operating procedure.
 *
 * @param steps what is done, in order; at most 100 of 4,000 characters each
 * @param checklist what somebody confirms before going on; may be empty
 */
public record Procedure(List<String> steps, List<String> checklist) {

    public Procedure {
        steps = Text.paragraphs("steps", steps);
        checklist = Text.paragraphs("checklist", checklist);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a procedure has steps");
        }
    }

    /** Nothing is to be confirmed. */
    public static Procedure of(String... steps) {
        return new Procedure(List.of(steps), List.of());
    }

    /** The same steps, and this is to be confirmed. */
    public Procedure confirming(String... items) {
        return new Procedure(steps, List.of(items));
    }
}
