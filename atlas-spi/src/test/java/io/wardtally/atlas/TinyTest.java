package io.wardtally.atlas;

import io.wardtally.atlas.contract.KnowledgeProviderContract;
import java.util.List;

class TinyTest extends KnowledgeProviderContract {

    @Override
    protected Class<? extends KnowledgeProvider> type() {
        return Tiny.class;
    }

    @Override
    protected List<DeviceKey> known() {
        return List.of(DeviceKey.of("toy").of("Tiny Inc", "T-1"));
    }
}
