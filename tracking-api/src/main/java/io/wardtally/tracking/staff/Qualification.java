package io.wardtally.tracking.staff;

import io.wardtally.tracking.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that somebody was trained in.
 *
 * @param competences one of each course, at most 500
 */
public record Qualification(List<Competence> competences) {

    private static final int MOST = 500;

    /** Of somebody who was trained in nothing, as far as is known. */
    public static final Qualification NONE = new Qualification(List.of());

    public Qualification {
        competences = Check.list("competences", competences);
        if (competences.size() > MOST) {
            throw Check.bad("qualification.too-many", MOST);
        }
        if (competences.stream().map(Competence::course).distinct().count() < competences.size()) {
            throw Check.bad("qualification.course-twice");
        }
    }

    /** Trained in this. */
    public static Qualification of(Competence... competences) {
        return new Qualification(List.of(competences));
    }

    /** The competence from this course, in force or not. */
    public Optional<Competence> find(String course) {
        return competences.stream().filter(each -> each.course().equals(course)).findFirst();
    }

    /** The same, and this in place of what was known of its course. */
    public Qualification with(Competence competence) {
        List<Competence> all = new ArrayList<>(without(competence.course()).competences);
        all.add(competence);
        return new Qualification(all);
    }

    /** The same but for this course. */
    public Qualification without(String course) {
        return new Qualification(competences.stream()
                .filter(each -> !each.course().equals(course))
                .toList());
    }
}
