package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.ImportReport;
import java.io.StringReader;
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
}
