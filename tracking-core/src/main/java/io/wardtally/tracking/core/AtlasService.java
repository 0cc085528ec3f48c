package io.wardtally.tracking.core;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.core.atlas.Knowledge;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.staff.Qualification;
import io.wardtally.tracking.store.DossierKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where knowledge is asked for. */
final class AtlasService implements Atlas {

    private static final int LONGEST_QUESTION = 500;

    private final House house;
    private final Flow flow;
    private final Caller seat;

    AtlasService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public Guidance guidance(AssetId asset) {
        DossierKey key = AssetService.key(asset);
        return flow.wholly(
                seat.actor(),
                Permission.LOOK_UP,
                () -> guidance(flow.view(seat, key).asset()));
    }

    private Guidance guidance(Asset asset) {
        return house.knowledge().of(device(asset), waits());
    }

    /** No provider is waited for while the caller's transaction is open. */
    private boolean waits() {
        return house.store().background().isEmpty();
    }

    @Override
    public Reply ask(AssetId asset, String question) {
        DossierKey key = AssetService.key(asset);
        String asked = Check.text("question", question);
        if (asked.length() > LONGEST_QUESTION) {
            throw Check.bad("question is longer than " + LONGEST_QUESTION + " characters");
        }
        return flow.wholly(seat.actor(), Permission.LOOK_UP, () -> {
            DeviceKey device = device(flow.view(seat, key).asset());
            Knowledge.Answered answered = house.knowledge().ask(device, asked, waits());
            flow.note(
                    seat.actor(),
                    new Fact.QuestionAsked(
                            asset,
                            Personal.of(answered.question()),
                            answered.reply().citations().stream()
                                    .map(citation -> citation.source().toString())
                                    .distinct()
                                    .toList()));
            return answered.reply();
        });
    }

    /**
     * The same case for somebody who knows of the device what is known.
     *
     * @param confirmed what was confirmed of it, or null if nobody was asked yet
     */
    Case briefed(Case on, @Nullable Collection<String> confirmed) {
        Guidance guidance = guidance(on.asset());
        boolean judged = !guidance.all(Field.TRAINING).isEmpty();
        return on.briefed(new Briefing(
                guidance,
                judged ? new TrainingService(house, flow, seat).own() : Qualification.NONE,
                house.today(),
                confirmed == null ? null : Set.copyOf(confirmed)));
    }

    private static DeviceKey device(Asset asset) {
        Description description = asset.description();
        String gtin = asset.identifiers().stream()
                .flatMap(identifier -> identifier.type().stream())
                .filter(type -> type.kind() == Identifier.Kind.GTIN)
                .map(Identifier::value)
                .findFirst()
                .orElse(null);
        return new DeviceKey(
                description.category(),
                description.manufacturer(),
                description.model(),
                gtin,
                null,
                asset.id().value());
    }

    @Override
    public List<ProviderState> providers() {
        return flow.wholly(seat.actor(), Permission.LOOK_UP, house.knowledge()::states);
    }
}
