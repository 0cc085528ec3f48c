package io.wardtally.tracking.jpa;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import java.util.List;

/** A provider that says the same of every device. */
record Manual(List<Statement<?>> says) implements KnowledgeProvider {

    static final Source SOURCE = Source.of("Pump manual", "3", Confidence.HOSPITAL);

    @Override
    public ProviderInfo info() {
        return ProviderInfo.of("manual", "3", "St Mary");
    }

    @Override
    public List<Statement<?>> guidance(DeviceKey device) {
        return says;
    }
}
