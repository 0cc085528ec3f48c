package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Field;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.staff.TrainingRecord;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Briefing before use: what to know about a device, looked up for a case.
 *
 * @param guidance what the Atlas says of it
 * @param actor what whoever asks was trained in, or null if that cannot be found out
 * @param today the present day where the facility stands
 * @param checklist what whoever uses the device has to confirm
 * @param asked whether it was asked for
 * @param confirmed the numbers of the items that were confirmed
 * @param isRecorded whether the checklist stands in the trail for certain
 */
public record PreUseBriefing(
        Guidance guidance,
        @Nullable TrainingRecord actor,
        LocalDate today,
        Checklist checklist,
        boolean asked,
        List<Integer> confirmed,
        boolean isRecorded) {

    /** A briefing of which nothing is confirmed yet. */
    static PreUseBriefing of(Guidance guidance, @Nullable TrainingRecord actor, LocalDate today, Checklist checklist) {
        return new PreUseBriefing(guidance, actor, today, checklist, false, List.of(), false);
    }

    /** The same after this was confirmed. */
    PreUseBriefing confirming(Collection<String> items) {
        return new PreUseBriefing(guidance, actor, today, checklist, true, checklist.numbers(items), isRecorded);
    }

    /** The same, whose checklist stands in the trail or does not. */
    PreUseBriefing recorded(boolean now) {
        return new PreUseBriefing(guidance, actor, today, checklist, asked, confirmed, now);
    }

    /** The numbers of the items that are still to be confirmed. */
    public List<Integer> unconfirmed() {
        return checklist.numbersBeside(confirmed);
    }

    /** What is still to be confirmed. */
    public List<String> toConfirm() {
        return checklist.items(unconfirmed());
    }

    /** The procedure for use that is in force, by where it stands, or null if there is none. */
    public @Nullable String procedure() {
        return guidance.get(Field.BEFORE_USE)
                .map(said -> said.source().toString())
                .orElse(null);
    }
}
