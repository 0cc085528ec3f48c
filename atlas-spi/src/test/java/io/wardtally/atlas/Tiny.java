package io.wardtally.atlas;

import java.time.Period;
import java.util.List;

/** A provider that knows one thing. */
public final class Tiny implements KnowledgeProvider {

    private static final Source MANUAL = Source.of("Manual", "1", Confidence.MANUFACTURER);

    @Override
    public ProviderInfo info() {
        return ProviderInfo.of("tiny", "1", "Tiny Inc");
    }

    @Override
    public List<Statement<?>> guidance(DeviceKey device) {
        return "Tiny Inc".equals(device.manufacturer())
                ? List.of(Field.MAINTENANCE_INTERVAL.says(Period.ofDays(90), Scope.MANUFACTURER, MANUAL))
                : List.of();
    }
}
