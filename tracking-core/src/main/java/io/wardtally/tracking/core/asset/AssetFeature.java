package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.core.kernel.Feature;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.IndexKeys;
import java.time.Instant;

/** Feature declaration of the asset register. */
public final class AssetFeature {

    /** A make and model, an item of its own subject. Party is the manufacturer, tag the category. */
    static final StoredKind<Model> MODEL = StoredKind.of(
                    "model",
                    Model.class,
                    model -> Model.key(model.manufacturer(), model.name()),
                    model -> IndexKeys.at(Instant.EPOCH)
                            .withParty(model.manufacturer())
                            .withTag(model.category()))
            .claiming(
                    model -> model.identifiers().stream().map(Claim.Target::of).toList());

    /** The feature. */
    public static final Feature FEATURE = Feature.named("asset")
            .storing(MODEL)
            .asking(AssetReadiness::ofState, AssetReadiness::ofHolds)
            .weighing(ConcernCode.NOT_CLEAN)
            .reacting(CleaningReaction::afterUse);

    private AssetFeature() {}
}
