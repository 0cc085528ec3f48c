package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.staff.Qualifications;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.TrainingRecord;
import io.wardtally.tracking.store.DossierKey;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lookup of briefings before use, whoever asks. */
public final class PreUseBriefings {

    private final Kernel kernel;
    private final KnowledgeProviders knowledge;
    private final Qualifications qualifications;
    private final Checklists checklists;

    /** Briefings from what these providers know and who was trained. */
    public PreUseBriefings(Kernel kernel, KnowledgeProviders knowledge, Qualifications qualifications) {
        this.kernel = kernel;
        this.knowledge = knowledge;
        this.qualifications = qualifications;
        this.checklists = new Checklists(kernel.store());
    }

    /**
     * The same case for somebody who knows of the device what is known.
     *
     * @param confirmed what was confirmed of it, or null if nobody was asked yet
     */
    public Case briefed(Case on, @Nullable Collection<String> confirmed) {
        DeviceKey device = device(on.asset());
        DeviceSheet sheet = knowledge.sheet(device, waits());
        TrainingRecord actor = sheet.courses().isEmpty()
                ? TrainingRecord.NONE
                : qualifications.ifKnown(on).orElse(null);
        PreUseBriefing briefing = PreUseBriefing.of(sheet.guidance(device), sheet, actor, kernel.today());
        return on.knowing(
                confirmed == null
                        ? briefing
                        : briefing.confirming(confirmed).recorded(checklists.isRecorded(sheet.checklist(), on)));
    }

    /** What is read at once with a device, so that {@link #briefed} need not read it afterwards. */
    public List<DossierKey.OfSubject> alsoRead(Actor actor) {
        return knowledge.isAnybodyAsked() ? qualifications.keys(actor) : List.of();
    }

    /** Checklists that were asked for. */
    public Checklists checklists() {
        return checklists;
    }

    Guidance guidance(Asset asset) {
        return knowledge.of(device(asset), waits());
    }

    KnowledgeProviders.Answered ask(Case on, String question) {
        Asset asset = on.asset();
        return knowledge.ask(
                device(asset),
                asset.description().name(),
                question,
                on.policies().atlas().contact(),
                waits());
    }

    /** No provider is waited for while the caller's transaction is open. */
    private boolean waits() {
        return kernel.store().background().isEmpty();
    }

    private static DeviceKey device(Asset asset) {
        Description description = asset.description();
        String gtin = asset.identifiers().stream()
                .flatMap(identifier -> identifier.type().stream())
                .filter(type -> type.kind() == Identifier.Kind.GTIN)
                .map(Identifier::value)
                .findFirst()
                .orElse(null);
        return DeviceKey.of(description.category())
                .of(description.manufacturer(), description.model())
                .withGtin(gtin)
                .withUnit(asset.id().value());
    }
}
