package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.tracking.core.kernel.Bulkhead;

/** A provider that said who it is. */
record IdentifiedProvider(KnowledgeProvider says, ProviderInfo info) {

    static IdentifiedProvider of(KnowledgeProvider says) throws Bulkhead.Rejected {
        ProviderInfo info = says.info();
        if (info == null) {
            throw new Bulkhead.Rejected("it does not say who it is");
        }
        return new IdentifiedProvider(says, info);
    }

    String id() {
        return info.id();
    }
}
