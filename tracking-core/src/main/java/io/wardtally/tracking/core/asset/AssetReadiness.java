package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import java.util.ArrayList;
import java.util.List;

/** Readiness rule of the asset register: what the state of an asset has against its use. */
final class AssetReadiness {

    private AssetReadiness() {}

    static List<Concern> ofState(Case on) {
        Asset asset = on.asset();
        List<Concern> concerns = new ArrayList<>();
        if (asset.life() != LifeStage.IN_SERVICE) {
            concerns.add(Concern.blocks(ConcernCode.NOT_IN_SERVICE, Message.of("asset.is", asset.id(), asset.life())));
        }
        Message says = Message.of("asset.is", asset.id(), asset.condition());
        switch (asset.condition()) {
            case READY -> {
                // Nothing speaks against it.
            }
            case IN_USE -> {
                // Sessions say by whom.
                if (on.dossier().open().isEmpty()) {
                    concerns.add(Concern.blocks(ConcernCode.IN_USE, says));
                }
            }
            case AWAITING_CLEANING, CLEANING -> {
                Weight weight = on.policies().sessions().weight(ConcernCode.NOT_CLEAN, Weight.SOFT_BLOCK);
                concerns.add(Concern.blocksSoftly(ConcernCode.NOT_CLEAN, says).weighed(weight));
            }
            case UNDER_MAINTENANCE -> concerns.add(Concern.blocks(ConcernCode.UNDER_MAINTENANCE, says));
            case MISSING ->
                concerns.add(Concern.blocksSoftly(ConcernCode.MISSING, Message.of("asset.missing", asset.id())));
        }
        return concerns;
    }

    static List<Concern> ofHolds(Case on) {
        Asset asset = on.asset();
        return asset.holds().stream().map(hold -> ofHold(asset, hold)).toList();
    }

    private static Concern ofHold(Asset asset, Hold hold) {
        Message says = Message.of("asset.held", asset.id(), hold.kind(), hold.owner());
        Concern concern = hold.kind().isSoft()
                ? Concern.blocksSoftly(ConcernCode.HELD, says)
                : Concern.blocks(ConcernCode.HELD, says);
        return concern.since(hold.since());
    }
}
