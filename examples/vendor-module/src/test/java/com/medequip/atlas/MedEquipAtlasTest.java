package com.medequip.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.contract.KnowledgeProviderContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedEquipAtlasTest extends KnowledgeProviderContract {

    private static final DeviceKey NAMED = DeviceKey.of("ventilator").of("MedEquip Inc", "VB-500");
    private static final DeviceKey SCANNED = new DeviceKey("ventilator", null, null, "04012345000016", null, "VENT001");

    @Override
    protected Class<? extends KnowledgeProvider> type() {
        return MedEquipAtlas.class;
    }

    @Override
    protected List<DeviceKey> known() {
        return List.of(NAMED, SCANNED);
    }

    @Test
    void a_label_says_more_than_a_name() {
        MedEquipAtlas atlas = new MedEquipAtlas();
        assertThat(atlas.guidance(NAMED)).allMatch(statement -> statement.scope() == Scope.MODEL);
        assertThat(atlas.guidance(SCANNED)).allMatch(statement -> statement.scope() == Scope.GTIN);
        assertThat(atlas.passages(SCANNED)).hasSize(2);
    }

    @Test
    void of_other_devices_it_knows_nothing() {
        MedEquipAtlas atlas = new MedEquipAtlas();
        for (DeviceKey other : List.of(
                DeviceKey.of("ventilator"),
                DeviceKey.of("ventilator").of("MedEquip Inc", "VB-900"),
                DeviceKey.of("ventilator").of("Somebody else", "VB-500"))) {
            assertThat(atlas.guidance(other)).isEmpty();
            assertThat(atlas.passages(other)).isEmpty();
        }
    }
}
