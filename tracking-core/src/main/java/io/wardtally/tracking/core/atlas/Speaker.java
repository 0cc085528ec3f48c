package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;

/** A provider that said who it is. */
record Speaker(KnowledgeProvider says, ProviderInfo info) {

    static Speaker of(KnowledgeProvider says) throws Lane.Rejected {
        ProviderInfo info = says.info();
        if (info == null) {
            throw new Lane.Rejected("it does not say who it is");
        }
        return new Speaker(says, info);
    }

    String id() {
        return info.id();
    }
}
