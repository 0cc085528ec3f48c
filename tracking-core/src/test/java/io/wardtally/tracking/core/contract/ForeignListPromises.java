package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import io.wardtally.tracking.asset.ImportReport.Problem;
import io.wardtally.tracking.place.Place;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static Reader lenient(byte[] list, Charset charset) {
        return new InputStreamReader(new ByteArrayInputStream(list), charset);
    }

    private static Reader strict(byte[] list, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(new ByteArrayInputStream(list), decoder);
    }

    @Test
    default void what_a_spreadsheet_has_written_anew_is_refused_in_its_row() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            ImportReport report = take(tom, """
                    id;name;category;serial;lot;tag;gtin;room
                    A1;Pump;pump;8.93901E+18;;;;
                    A2;Pump;pump;8,93901E+18;;;;
                    A3;Pump;pump;;1E+05;;;
                    A4;Pump;pump;;;"BME-1
                    1.2e12";;
                    1E+05;Pump;pump;;;;;
                    12345.0;Pump;pump;;;;;
                    A7;Pump;pump;#NV;;;;
                    A8;#NAME?;pump;;;;;
                    A9;Pump;pump;=A1&B1;;;;
                    B1;Pump;pump;7;;;4.01235E+12;
                    B2;Pump;pump;;;#####;;
                    B3;Pump;pump;;;;;1E+02
                    C1;Pump 2.0;2.0;1E5A;12E4;1E5;;E1
                    C2;Pump;pump;"=""0123\""";'1E+05;="007";;'12.0
                    C3;Pump;pump;'8939012345678901234;;;;
                    """);
            assertThat(report).hasToString("15 rows: 3 added, 0 changed, 0 unchanged, 12 failed");
            assertThat(problems(report))
                    .containsExactly(
                            "2 list.changed-number",
                            "3 list.changed-number",
                            "4 list.changed-number",
                            "5 list.changed-number",
                            "7 list.changed-number",
                            "8 list.changed-number",
                            "9 list.cell-error",
                            "10 list.cell-error",
                            "11 list.formula",
                            "12 list.changed-number",
                            "13 list.cell-error",
                            "14 list.changed-number");
            assertThat(report.problems())
                    .extracting(Problem::says)
                    .noneMatch(says -> says.contains("8.93901") || says.contains("BME"));
            assertThat(hospital.asset("C1").description().serial()).isEqualTo("1E5A");
            assertThat(hospital.asset("C1").description().lot()).isEqualTo("12E4");
            assertThat(hospital.asset("C2").description().serial()).isEqualTo("0123");
            assertThat(hospital.asset("C2").description().lot()).isEqualTo("1E+05");
            assertThat(hospital.asset("C2").identifiers()).containsExactly(Identifier.tag("007"));
            assertThat(hospital.asset("C2").place().room()).isEqualTo("12.0");
            assertThat(hospital.asset("C3").description().serial()).isEqualTo("8939012345678901234");
            assertThat(assets(tom)).hasSize(3);
        }
    }

    @Test
    default void what_looks_changed_but_was_registered_so_comes_back_from_a_list() {
        try (Hospital hospital = hospital();
                Hospital other = hospital()) {
            Workspace tom = hospital.technician();
            tom.assets()
                    .register(Asset.of(AssetId.of("1E+05"), Description.of("#N/A", "2.0", draft -> {
                                draft.serial = "8.93901E+18";
                                draft.lot = "'12345";
                                draft.model = "=\"7\"";
                            }))
                            .withPlace(Place.of("#12", "302.0"))
                            .withIdentifiers(List.of(
                                    Identifier.tag("1E+05", "= | Co"), Identifier.tag("#NV"), Identifier.tag("5.0"))));
            StringWriter list = new StringWriter();
            tom.assets().exportCsv(AssetFilter.all(), list);
            assertThat(take(other.technician(), list.toString()).added()).isEqualTo(1);
            assertThat(assets(other.technician())).isEqualTo(assets(tom));
            assertThat(take(tom, list.toString()).unchanged()).isEqualTo(1);
        }
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
    default void a_row_that_was_not_decoded_is_refused_and_the_others_go_on() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            String list = "id,name,category,notes\nA,Pump,pump,\nB,Größe,pump,\nC,Pump,pump,für ICU\nD,Pump,pump,\n";
            ImportReport report = tom.assets()
                    .importCsv(
                            lenient(list.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                            CsvImportOptions.standard());
            assertThat(report).hasToString("4 rows: 2 added, 0 changed, 0 unchanged, 2 failed");
            assertThat(problems(report)).containsExactly("3 list.not-decoded", "4 list.not-decoded");
            assertThat(tom.assets()
                            .importCsv(
                                    lenient(list.getBytes(StandardCharsets.UTF_8), StandardCharsets.US_ASCII),
                                    CsvImportOptions.standard()))
                    .hasToString("4 rows: 0 added, 0 changed, 2 unchanged, 2 failed");
            // 0x81 is nothing in windows-1252, and a control character in ISO 8859-1.
            byte[] odd = "id,name,category\nE,Gr\u0081n,pump\nF,Pump,pump\n".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(problems(tom.assets()
                            .importCsv(lenient(odd, Charset.forName("windows-1252")), CsvImportOptions.standard())))
                    .containsExactly("2 list.not-decoded");
            assertThat(problems(tom.assets()
                            .importCsv(lenient(odd, StandardCharsets.ISO_8859_1), CsvImportOptions.standard())))
                    .containsExactly("2 input.control-character");
            assertThat(assets(tom)).extracting(asset -> asset.id().value()).containsExactlyInAnyOrder("A", "D", "F");
            assertThat(refusal(Code.BAD_INPUT, () -> take(tom, "id,name,cat\uFFFDgory\nG,Pump,pump\n")))
                    .hasMessageContaining("encoding");
        }
    }

    @Test
    default void a_list_that_cannot_be_read_on_ends_in_a_report_of_what_came_before() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            String rows = IntStream.range(0, 40)
                    .mapToObj(i -> "X" + i + ",Pump,pump\n")
                    .collect(Collectors.joining("", "id,name,category\n", ""));
            byte[] list = (rows + "Y,Größe,pump\nZ,Pump,pump\n").getBytes(StandardCharsets.ISO_8859_1);
            ImportReport report =
                    tom.assets().importCsv(strict(list, StandardCharsets.UTF_8), CsvImportOptions.standard());
            assertThat(report).hasToString("41 rows: 40 added, 0 changed, 0 unchanged, 1 failed");
            assertThat(problems(report)).containsExactly("41 list.ends-undecoded");
            assertThat(assets(tom)).hasSize(40);

            ImportReport buffered = tom.assets()
                    .importCsv(new BufferedReader(strict(list, StandardCharsets.UTF_8)), CsvImportOptions.standard());
            assertThat(buffered)
                    .as("a reader of its own loses what it has read in one go")
                    .hasToString("1 rows: 0 added, 0 changed, 0 unchanged, 1 failed");
            assertThat(problems(buffered)).containsExactly("1 list.ends-undecoded");

            ImportReport cut = tom.assets().importCsv(failing(rows + "Y,Pu"), CsvImportOptions.standard());
            assertThat(cut).hasToString("41 rows: 0 added, 0 changed, 40 unchanged, 1 failed");
            assertThat(problems(cut)).containsExactly("41 list.ends-unread");
            assertThat(catchThrowable(() -> tom.assets().importCsv(failing("id,na"), CsvImportOptions.standard())))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    /** This text, behind which the disk is broken. */
    private static Reader failing(String text) {
        return new Reader() {
            private int at;

            @Override
            public int read(char[] into, int from, int most) throws IOException {
                if (at == text.length()) {
                    throw new IOException("broken disk");
                }
                into[from] = text.charAt(at);
                at++;
                return 1;
            }

            @Override
            public void close() {}
        };
    }

    @Test
    default void the_end_of_a_list_is_told_however_many_problems_there_were() {
        try (Hospital hospital = hospital()) {
            String rows =
                    IntStream.range(0, 1_010).mapToObj(i -> "X" + i + ",,\n").collect(Collectors.joining());
            ImportReport report = take(hospital.technician(), "id,name,category\n" + rows + "Y,\"open\n");
            assertThat(report.failed()).isEqualTo(1_011);
            assertThat(report.problems()).hasSize(1_001);
            assertThat(report.problems().get(1_000))
                    .hasToString("line 1011: " + report.problems().get(1_000).says());
            assertThat(problems(report)).last().isEqualTo("1011 list.broken");
        }
    }

    @Test
    default void days_are_read_in_the_forms_that_are_named_and_never_guessed() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            String list = """
                    id;name;category;made;since;vendor;rented until
                    A;Pump;pump;01.03.2026;;;
                    B;Pump;pump;2026-03-01;01.02.2026;RentAll;01.04.2026
                    C;Pump;pump;1.3.2026;;;
                    D;Pump;pump;31.02.2026;;;
                    E;Pump;pump;01.03.26;;;
                    F;Pump;pump;3/1/2026;;;
                    G;Pump;pump;;01.13.2026;;
                    """;
            ImportReport german = take(tom, list, CsvImportOptions.standard().dayForm("dd.MM.yyyy"));
            assertThat(german).hasToString("7 rows: 2 added, 0 changed, 0 unchanged, 5 failed");
            assertThat(problems(german))
                    .containsExactly(
                            "4 list.no-day", "5 list.no-day", "6 list.no-day", "7 list.no-day", "8 list.no-time");
            assertThat(german.problems().get(0)).hasToString("line 4: made is no day like 01.03.2026");
            assertThat(hospital.asset("A").description().made()).isEqualTo(LocalDate.of(2026, 3, 1));
            assertThat(hospital.asset("B").description().made()).isEqualTo(LocalDate.of(2026, 3, 1));
            assertThat(hospital.asset("B").ownership().since()).isEqualTo(Instant.parse("2026-01-31T23:00:00Z"));
            assertThat(problems(take(tom, "id,made\nA,01.03.2026\n")))
                    .as("without a form only that of ISO is known")
                    .containsExactly("2 list.no-day");
            CsvImportOptions both =
                    CsvImportOptions.standard().dayForm("d/M/yyyy").dayForm("M/d/yyyy");
            ImportReport mixed = take(tom, "id,made\nA,3/4/2026\nB,25/12/2026\n", both);
            assertThat(problems(mixed)).containsExactly("2 list.day-ambiguous");
            assertThat(hospital.asset("B").description().made()).isEqualTo(LocalDate.of(2026, 12, 25));
            assertThat(take(tom, "id,made\nA,5/5/2026\n", both).changed())
                    .as("the same day in both")
                    .isEqualTo(1);
            assertThat(take(
                                    tom,
                                    "id,made\nA,3/4/2026\n",
                                    CsvImportOptions.standard().dayForm("M/d/yyyy"))
                            .changed())
                    .isEqualTo(1);
            assertThat(hospital.asset("A").description().made()).isEqualTo(LocalDate.of(2026, 3, 4));
        }
    }

    @Test
    default void a_rental_ends_with_the_day_that_is_named_as_a_device_expires_with_it() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            take(tom, """
                    id,name,category,vendor,since,rented until,expires
                    A,Pump,pump,RentAll,2026-03-01,2026-04-01,2026-04-01
                    B,Pump,pump,RentAll,2026-04-01,2026-04-01,
                    C,Pump,pump,RentAll,2026-03-28,2026-03-28,
                    D,Pump,pump,RentAll,2026-03-01,2026-04-01T10:00:00Z,
                    """);
            assertThat(hospital.asset("A").ownership().until()).isEqualTo(Instant.parse("2026-04-01T22:00:00Z"));
            assertThat(hospital.asset("A").description().expires()).isEqualTo(LocalDate.of(2026, 4, 1));
            assertThat(hospital.asset("B").ownership().since())
                    .as("for one day")
                    .isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
            assertThat(hospital.asset("B").ownership().until()).isEqualTo(Instant.parse("2026-04-01T22:00:00Z"));
            assertThat(hospital.asset("C").ownership().until())
                    .as("before summer time begins")
                    .isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
            assertThat(hospital.asset("D").ownership().until()).isEqualTo(Instant.parse("2026-04-01T10:00:00Z"));
            ImportReport far = take(tom, """
                    id,rented until
                    A,9999-12-31
                    B,+999999999-12-31
                    C,-999999999-01-01
                    """);
            assertThat(problems(far)).containsExactly("2 input.no-time", "3 list.no-time", "4 input.no-time");
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
