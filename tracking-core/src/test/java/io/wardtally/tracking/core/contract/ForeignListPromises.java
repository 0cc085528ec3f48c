package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.ImportReport;
import io.wardtally.tracking.place.Place;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists come from spreadsheets and other programs, and what those have changed or lost is not taken for what was meant. */
interface ForeignListPromises extends Promises {

    private static ImportReport take(Workspace ward, String list, CsvImportOptions how) {
        return ward.assets().importCsv(new StringReader(list), how);
    }

    private static ImportReport take(Workspace ward, String list) {
        return take(ward, list, CsvImportOptions.standard());
    }

    private static List<String> problems(ImportReport report) {
        return report.problems().stream()
                .map(problem -> problem.line() + " " + problem.message().code())
                .toList();
    }

    private static List<Asset> assets(Workspace ward) {
        return ward.assets().list(AssetFilter.all(), Paging.first(500)).items();
    }

    @Test
    default void what_cannot_be_seen_makes_no_second_asset() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            take(tom, "id,name,category,serial,tag\nINF001,Pump,pump,77,BME-1\n");
            List<Asset> before = assets(tom);
            for (String c : List.of("\u00A0", "\u200B", "\uFEFF", "\u00AD", "\u200E", "\u2060", "\u2003", " \u00A0 ")) {
                String list =
                        "id%1$s,%1$sname,cate%1$sgory,serial,tag,Rented%1$sUntil%n%1$sINF001%1$s,Pump%1$s,pump,%1$s77,BME-1%1$s,%1$s%n%1$s,%1$s%n"
                                .replace("cate%1$sgory", c.isBlank() ? "category" : "cate%1$sgory")
                                .formatted(c);
                ImportReport report = take(tom, list);
                assertThat(report).hasToString("1 rows: 0 added, 0 changed, 1 unchanged, 0 failed");
                assertThat(report.ignored()).isEmpty();
                ImportReport inside = take(
                        tom, "id,name,category,serial\nINF" + c + "001,Pump,pump,\nINF002,Pump,pump,7" + c + "7\n");
                assertThat(problems(inside))
                        .containsExactly("2 input.invisible-character", "3 input.invisible-character");
                refusal(Code.BAD_INPUT, () -> hospital.pump("INF001" + c));
                assertThat(hospital.sarah()
                                .scans()
                                .scan("asset:INF001" + c)
                                .asset()
                                .id())
                        .isEqualTo(AssetId.of("INF001"));
                assertThat(hospital.sarah()
                                .scans()
                                .scan(c + "BME-1" + c + "\r\n")
                                .asset()
                                .id())
                        .isEqualTo(AssetId.of("INF001"));
            }
            assertThat(assets(tom)).isEqualTo(before);
        }
    }

    @Test
    default void lists_of_other_programs_are_understood_by_their_headings() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            ImportReport snipe = take(tom, """
                    Item Name,Asset Tag,Serial number,Model name,Model Number,Category,Manufacturer,Location,Purchase Date,Supplier
                    Pump,INF001,77,VB-500,500,infusion-pump,MedEquip Inc,ICU,2020-01-01,Shop
                    """);
            assertThat(snipe.problems()).isEmpty();
            assertThat(snipe.ignored()).containsExactly("Model Number", "Purchase Date", "Supplier");
            Asset pump = hospital.asset("INF001");
            assertThat(pump.place()).isEqualTo(Place.of("ICU"));
            assertThat(pump.ownership().isRental()).isFalse();
            assertThat(pump.description()).isEqualTo(Description.of("Pump", "infusion-pump", draft -> {
                draft.manufacturer = "MedEquip Inc";
                draft.model = "VB-500";
                draft.serial = "77";
            }));
            ImportReport german = take(tom, """
                    ID;Inventarnummer;Bezeichnung;Kategorie;Hersteller;Modell;Seriennummer;Abteilung;Standort;Ablaufdatum
                    4711;BME-1;Pumpe;infusion-pump;MedEquip Inc;VB-500;78;ICU;302;2036-01-31
                    """);
            assertThat(german.problems()).isEmpty();
            assertThat(german.ignored()).isEmpty();
            Asset pumpe = hospital.asset("4711");
            assertThat(pumpe.identifiers())
                    .as("beside an id the number of an inventory is a sticker")
                    .containsExactly(Identifier.tag("BME-1"));
            assertThat(pumpe.place()).as("in a department a location is a room").isEqualTo(Place.of("ICU", "302"));
            assertThat(pumpe.description().expires()).isEqualTo(LocalDate.of(2036, 1, 31));
            for (String twice : List.of(
                    "id,Serial,Serial number",
                    "id,serial,Seriennummer",
                    "id,Modell,Model name",
                    "Asset tag,Inventory number",
                    "id,tag,Asset tag",
                    "id,Location,Standort",
                    "id,Department,Room,Location")) {
                assertThat(refusal(Code.BAD_INPUT, () -> take(tom, twice + "\n1,2,3\n")))
                        .as(twice)
                        .hasMessageContaining("two headings");
            }
            CsvImportOptions told = CsvImportOptions.standard().heading("Nr", AssetColumn.ID);
            assertThat(take(tom, "Nr,Asset tag\n4711,BME-2\n", told).changed()).isEqualTo(1);
            assertThat(take(tom, "Nr,ID\n4711,9\n", told).ignored()).containsExactly("ID");
        }
    }
}
