package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;
import static io.wardtally.tracking.internal.Check.textOrNull;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.scan.Concern.Rule;
import io.wardtally.tracking.scan.Concern.Weight;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the glass is broken, and answered for. */
final class OverrideService implements Overrides {

    private static final Logger LOG = LoggerFactory.getLogger(OverrideService.class);

    private final House house;
    private final Flow flow;
    private final Caller seat;

    OverrideService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public EmergencyOverride declare(AssetId asset, String reason) {
        text("reason", reason);
        OverrideId id = new OverrideId(house.ids().get());
        AtlasService atlas = new AtlasService(house, flow, seat);
        EmergencyOverride declared = flow.change(
                seat,
                AssetService.key(asset),
                AnswerCodec.OVERRIDE,
                on -> OverrideRules.declare(atlas.briefed(on, unconfirmed()), id, reason),
                content("override", asset, reason),
                Permission.OVERRIDE);
        LOG.warn("{} awaits review", declared);
        return declared;
    }

    /** Whoever breaks the glass has no time to confirm anything; but if that is no use, it has to be confirmed at the start. */
    private @Nullable List<String> unconfirmed() {
        return house.policies().weights().get(Rule.NOT_CONFIRMED) == Weight.BLOCK ? null : List.of();
    }

    @Override
    public Page<EmergencyOverride> awaitingReview(Paging paging) {
        given("paging", paging);
        return flow.wholly(
                seat.actor(),
                Permission.SEE_OVERRIDES,
                () -> house.store().page(new Query.Overrides(null, true), paging));
    }

    @Override
    public EmergencyOverride review(OverrideId id, boolean justified, @Nullable String note) {
        String remark = textOrNull("note", note);
        return flow.change(
                seat,
                new DossierKey.OfOverride(given("override id", id)),
                AnswerCodec.OVERRIDE,
                on -> OverrideRules.review(on, id, justified, remark),
                content("review", id, justified, remark),
                Permission.REVIEW_OVERRIDE);
    }
}
