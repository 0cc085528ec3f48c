package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Field;
import io.wardtally.atlas.Procedure;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.staff.TrainingRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Briefing before use: what to know about a device, looked up for a case.
 *
 * @param guidance what the Atlas says of it
 * @param actor what whoever asks was trained in, or null if that cannot be found out
 * @param today the present day where the facility stands
 * @param confirmed what was confirmed of what is to be confirmed, or null while nobody was asked yet
 * @param toConfirm what whoever uses the device has to confirm
 */
public record PreUseBriefing(
        Guidance guidance,
        @Nullable TrainingRecord actor,
        LocalDate today,
        @Nullable Set<String> confirmed,
        List<String> toConfirm) {

    private static final int MOST_TO_CONFIRM = 100;

    /** To be confirmed are the checklist of the procedure, and each warning. */
    PreUseBriefing(
            Guidance guidance, @Nullable TrainingRecord actor, LocalDate today, @Nullable Set<String> confirmed) {
        this(guidance, actor, today, confirmed, toConfirm(guidance));
    }

    private static List<String> toConfirm(Guidance guidance) {
        List<String> all = Stream.concat(
                        guidance.get(Field.BEFORE_USE).map(SourcedStatement::value).map(Procedure::checklist).stream()
                                .flatMap(List::stream),
                        guidance.all(Field.WARNING).stream().map(SourcedStatement::value))
                .distinct()
                .toList();
        // Nobody goes through more, and all of it is kept with each session.
        return all.size() <= MOST_TO_CONFIRM
                ? all
                : Stream.concat(
                                all.stream().limit(MOST_TO_CONFIRM - 1),
                                Stream.of((all.size() - MOST_TO_CONFIRM + 1) + " more stand in the guidance"))
                        .toList();
    }

    /** The part of it that was confirmed, or was not. */
    public List<String> toConfirm(boolean done) {
        return toConfirm.stream()
                .filter(item -> done == (confirmed != null && confirmed.contains(item)))
                .toList();
    }

    /** The procedure for use that is in force, by where it stands, or null if there is none. */
    public @Nullable String procedure() {
        return guidance.get(Field.BEFORE_USE)
                .map(said -> said.source().toString())
                .orElse(null);
    }
}
