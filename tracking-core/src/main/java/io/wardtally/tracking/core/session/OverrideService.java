package io.wardtally.tracking.core.session;

import static io.wardtally.tracking.core.kernel.Commands.content;
import static io.wardtally.tracking.internal.Check.given;
import static io.wardtally.tracking.internal.Check.text;
import static io.wardtally.tracking.internal.Check.textOrNull;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.atlas.PreUseBriefings;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.session.Concern.Weight;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideFilter;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Override service: emergency overrides, as one person may declare and review them. */
public final class OverrideService implements Overrides {

    private static final Logger LOG = LoggerFactory.getLogger(OverrideService.class);
    private static final AnswerCodec<EmergencyOverride> ANSWER = AnswerCodec.of(EmergencyOverride.class);

    private final Kernel kernel;
    private final PreUseBriefings briefings;
    private final Caller caller;

    /** The overrides as this person sees them. */
    public OverrideService(Kernel kernel, PreUseBriefings briefings, Caller caller) {
        this.kernel = kernel;
        this.briefings = briefings;
        this.caller = caller;
    }

    @Override
    public EmergencyOverride declare(AssetId asset, String reason) {
        text("reason", reason);
        OverrideId id = new OverrideId(kernel.id());
        DossierKey key = new DossierKey.OfSubject(Subject.asset(given("asset id", asset)));
        EmergencyOverride declared = kernel.commands()
                .change(
                        new Command<>(
                                caller,
                                key,
                                ANSWER,
                                on -> OverrideRules.declare(briefings.briefed(on, unconfirmed(on)), id, reason),
                                content("override", asset, reason)),
                        Permission.OVERRIDE);
        LOG.warn("{} awaits review", declared);
        return declared;
    }

    /** Whoever breaks the glass has no time to confirm anything; but if that is no use, it has to be confirmed at the start. */
    private static @Nullable List<String> unconfirmed(Case on) {
        Weight weight = on.policies().sessions().weight(ConcernCode.NOT_CONFIRMED, Weight.WARNING);
        return weight == Weight.BLOCK ? null : List.of();
    }

    @Override
    public Page<EmergencyOverride> list(OverrideFilter which, Paging paging) {
        given("filter", which);
        given("paging", paging);
        return kernel.access().everywhere(caller.actor(), Permission.SEE_OVERRIDES, () -> {
            Page<Item> page = kernel.store().page(query(which), paging);
            return new Page<>(
                    page.items().stream().map(SessionFeature.OVERRIDE::read).toList(), page.next());
        });
    }

    private static Query.Items query(OverrideFilter which) {
        Query.Items awaiting = Query.Items.due(SessionFeature.OVERRIDE.name());
        return which.asset() == null ? awaiting : awaiting.ofSubject(Subject.asset(which.asset()));
    }

    @Override
    public EmergencyOverride review(OverrideId id, boolean justified, @Nullable String note) {
        String remark = textOrNull("note", note);
        DossierKey key = new DossierKey.OfItem(
                SessionFeature.OVERRIDE.name(), given("override id", id).toString());
        return kernel.commands()
                .change(
                        new Command<>(
                                caller,
                                key,
                                ANSWER,
                                on -> OverrideRules.review(on, id, justified, remark),
                                content("review", id, justified, remark)),
                        Permission.REVIEW_OVERRIDE);
    }
}
