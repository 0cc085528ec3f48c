package io.wardtally.tracking.core.session;

import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.core.kernel.Feature;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.IndexKeys;
import java.util.List;

/** Feature declaration of use sessions. */
public final class SessionFeature {

    /** An emergency override of an asset, live until it is reviewed. Party is who declared it; its review is due at once. */
    public static final StoredKind<EmergencyOverride> OVERRIDE = StoredKind.of(
                    "override",
                    EmergencyOverride.class,
                    override -> override.id().toString(),
                    override -> IndexKeys.at(override.declared())
                            .withParty(override.by())
                            .withRank(override.review() == null ? 1 : 0)
                            .withDue(override.declared()))
            .liveWhile(override -> override.review() == null)
            .claiming(override ->
                    List.of(new Claim.Target("override", override.id().toString())))
            .unknown(Code.OVERRIDE_UNKNOWN);

    /** The feature. */
    public static final Feature FEATURE =
            Feature.named("session").storing(OVERRIDE).asking(ReadinessRules::ofSession);

    private SessionFeature() {}
}
