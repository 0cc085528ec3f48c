package io.wardtally.tracking.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetTest {

    private static final Hold HOLD = new Hold(
            new HoldId(new UUID(0, 1)),
            Hold.Kind.RESERVED,
            "tom",
            "kept for theatre 2",
            Instant.parse("2026-03-01T08:00:00Z"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # life     | held  | READY       | IN_USE  | AWAITING_CLEANING | CLEANING    | UNDER_MAINTENANCE | MISSING
            PLANNED    | false | MAINTENANCE | IN_USE  | MAINTENANCE       | MAINTENANCE | MAINTENANCE       | MAINTENANCE
            PLANNED    | true  | MAINTENANCE | IN_USE  | MAINTENANCE       | MAINTENANCE | MAINTENANCE       | MAINTENANCE
            IN_SERVICE | false | AVAILABLE   | IN_USE  | MAINTENANCE       | MAINTENANCE | MAINTENANCE       | MAINTENANCE
            IN_SERVICE | true  | MAINTENANCE | IN_USE  | MAINTENANCE       | MAINTENANCE | MAINTENANCE       | MAINTENANCE
            RETIRED    | false | RETIRED     | RETIRED | RETIRED           | RETIRED     | RETIRED           | RETIRED
            RETIRED    | true  | RETIRED     | RETIRED | RETIRED           | RETIRED     | RETIRED           | RETIRED
            """)
    void life_condition_and_holds_make_one_status(
            LifeStage life,
            boolean held,
            AssetStatus ready,
            AssetStatus inUse,
            AssetStatus awaitingCleaning,
            AssetStatus cleaning,
            AssetStatus underMaintenance,
            AssetStatus missing) {
        List<AssetStatus> expected = List.of(ready, inUse, awaitingCleaning, cleaning, underMaintenance, missing);
        Asset asset = Asset.of("INF001", "Infusion Pump A", "infusion-pump")
                .withLife(life)
                .withHolds(held ? List.of(HOLD) : List.of());
        assertThat(List.of(Condition.values()))
                .extracting(condition -> asset.withCondition(condition).status())
                .isEqualTo(expected);
    }

    @Test
    void the_memory_of_an_rfid_tag_is_compared_without_what_is_written_around_its_bytes() {
        Identifier memory = Identifier.epc("E200341201B8020110A8B5C1");
        for (String same : List.of(
                "0xE200341201B8020110A8B5C1",
                "e2 00 34 12 01 b8 02 01 10 a8 b5 c1",
                "E2:00:34:12:01:B8:02:01:10:A8:B5:C1",
                "0xE2 0x00 0x34 0x12 0x01 0xB8 0x02 0x01 0x10 0xA8 0xB5 0xC1")) {
            assertThat(Identifier.epc(same)).isEqualTo(memory);
        }
    }
}
