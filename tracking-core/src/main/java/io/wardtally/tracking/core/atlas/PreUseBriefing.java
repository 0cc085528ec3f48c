package io.wardtally.tracking.core.atlas;

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
 * @param sheet what follows from that
 * @param actor what whoever asks was trained in, or null if that cannot be found out
 * @param today the present day where the facility stands
 * @param asked whether it was asked what is to be confirmed
 * @param confirmed the numbers of the items of the checklist that were confirmed
 * @param isRecorded whether the checklist stands in the trail for certain
 */
public record PreUseBriefing(
        Guidance guidance,
        DeviceSheet sheet,
        @Nullable TrainingRecord actor,
        LocalDate today,
        boolean asked,
        List<Integer> confirmed,
        boolean isRecorded) {

    /** A briefing of which nothing is confirmed yet. */
    static PreUseBriefing of(Guidance guidance, DeviceSheet sheet, @Nullable TrainingRecord actor, LocalDate today) {
        return new PreUseBriefing(guidance, sheet, actor, today, false, List.of(), false);
    }

    /** The same after this was confirmed. */
    PreUseBriefing confirming(Collection<String> items) {
        return new PreUseBriefing(
                guidance, sheet, actor, today, true, checklist().numbers(items), isRecorded);
    }

    /** The same, whose checklist stands in the trail or does not. */
    PreUseBriefing recorded(boolean now) {
        return new PreUseBriefing(guidance, sheet, actor, today, asked, confirmed, now);
    }

    /** What whoever uses the device has to confirm. */
    public Checklist checklist() {
        return sheet.checklist();
    }

    /** The numbers of the items that are still to be confirmed. */
    public List<Integer> unconfirmed() {
        return checklist().numbersBeside(confirmed);
    }

    /** What is still to be confirmed. */
    public List<String> toConfirm() {
        return checklist().items(unconfirmed());
    }
}
