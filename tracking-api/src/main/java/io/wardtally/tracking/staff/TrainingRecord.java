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
public record TrainingRecord(List<Competence> competences) {

    private static final int MOST = 500;

    /** Of somebody who was trained in nothing, as far as is known. */
    public static final TrainingRecord NONE = new TrainingRecord(List.of());

    public TrainingRecord {
        competences = Check.list("competences", competences);
        if (competences.size() > MOST) {
            throw Check.bad("qualification.too-many", MOST);
        }
        if (competences.stream().map(Competence::course).distinct().count() < competences.size()) {
            throw Check.bad("qualification.course-twice");
        }
    }

    /** Trained in this. */
    public static TrainingRecord of(Competence... competences) {
        return new TrainingRecord(List.of(competences));
    }

    /** The competence from this course, in force or not. */
    public Optional<Competence> find(String course) {
        return competences.stream().filter(each -> each.course().equals(course)).findFirst();
    }

    /** The same, and this in place of what was known of its course. */
    public TrainingRecord with(Competence competence) {
        List<Competence> all = new ArrayList<>(without(competence.course()).competences);
        all.add(competence);
        return new TrainingRecord(all);
    }

    /** The same but for this course. */
    public TrainingRecord without(String course) {
        return new TrainingRecord(competences.stream()
                .filter(each -> !each.course().equals(course))
                .toList());
    }
}
