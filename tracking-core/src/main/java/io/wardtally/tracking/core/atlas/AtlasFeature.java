package io.wardtally.tracking.core.atlas;

import io.wardtally.tracking.core.kernel.Feature;
import io.wardtally.tracking.session.ConcernCode;

/** Feature declaration of the Atlas. */
public final class AtlasFeature {

    /** The feature. */
    public static final Feature FEATURE = Feature.named("atlas")
            .asking(KnowledgeReadiness::concerns)
            .weighing(ConcernCode.NOT_TRAINED, ConcernCode.NOT_CONFIRMED, ConcernCode.GUIDANCE_INCOMPLETE);

    private AtlasFeature() {}
}
