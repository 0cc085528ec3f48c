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
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Reach;
import io.wardtally.tracking.staff.Role;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The register comes from lists and goes into lists, row by row, and nothing is half taken in. */
interface ListPromises extends Promises {

    private static ImportReport take(Workspace ward, String list) {
        return ward.assets().importCsv(new StringReader(list), CsvImportOptions.standard());
    }

    private static String list(Workspace ward) {
        StringWriter list = new StringWriter();
        ward.assets().exportCsv(AssetFilter.all(), list);
        return list.toString();
    }

    private static List<Asset> assets(Workspace ward) {
        return ward.assets().list(AssetFilter.all(), Paging.first(500)).items();
    }

    private static List<Fact> facts(Hospital hospital, String asset) {
        return hospital.auditor().audit().trail(Subject.asset(AssetId.of(asset)), Paging.first(50)).items().stream()
                .map(AuditEntry::fact)
                .toList();
    }

    @Test
    default void a_list_is_taken_into_the_register() {
        try (Hospital hospital = hospital()) {
            ImportReport report = take(hospital.technician(), """
                    id,name,category,manufacturer,model,serial,lot,made,expires,department,room,life,vendor,since,rented until,tag,gtin,giai,grai,hibc,epc
                    VENT001,Ventilator B,ventilator,MedEquip Inc,VB-500,VB-7731,L77,2026-01-15,2036-01-31,ICU,301,in service,RentAll,2026-02-01,2026-04-01T10:00:00Z,"BME-42
                    R-2210 | RentAll
                    BME-42",04012345000016,40123456ABC,04012345000016X1,+A123BJC5D6E71,3074257bf7194e4000001a85
                    WC001,Wheelchair D,wheelchair,,,,,,,,,planned,,,,,,,,,
                    """);
            assertThat(report).hasToString("2 rows: 2 added, 0 changed, 0 unchanged, 0 failed");
            assertThat(report.problems()).isEmpty();
            Asset ventilator = Asset.of(AssetId.of("VENT001"), Description.of("Ventilator B", "ventilator", draft -> {
                        draft.manufacturer = "MedEquip Inc";
                        draft.model = "VB-500";
                        draft.serial = "VB-7731";
                        draft.lot = "L77";
                        draft.made = LocalDate.of(2026, 1, 15);
                        draft.expires = LocalDate.of(2036, 1, 31);
                    }))
                    .withPlace(Place.of("ICU", "301"))
                    .withOwnership(Ownership.rented(
                            "RentAll", Instant.parse("2026-01-31T23:00:00Z"), Instant.parse("2026-04-01T10:00:00Z")))
                    .withIdentifiers(List.of(
                            Identifier.tag("BME-42"),
                            Identifier.tag("R-2210", "RentAll"),
                            Identifier.gtin("04012345000016", "VB-7731"),
                            Identifier.giai("40123456ABC"),
                            Identifier.grai("04012345000016X1"),
                            Identifier.hibc("A123BJC5D6E71", "VB-7731"),
                            Identifier.epc("3074257BF7194E4000001A85")));
            assertThat(hospital.asset("VENT001")).isEqualTo(ventilator);
            assertThat(hospital.asset("WC001").life()).isEqualTo(LifeStage.PLANNED);
            assertThat(hospital.sarah().scans().scan("BME-42").asset()).isEqualTo(ventilator);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void what_was_exported_is_what_it_was_when_it_is_taken_in_elsewhere() {
        try (Hospital hospital = hospital();
                Hospital other = hospital()) {
            Workspace tom = hospital.technician();
            tom.assets().register(Asset.of("INF001", "=cmd|' /C calc'!A0", "infusion-pump"));
            tom.assets().register(Asset.of("INF002", "'=1+1", "infusion-pump").withPlace(Place.of("@home", "-1")));
            tom.assets()
                    .register(Asset.of("INF003", "\"Größe\", 5; \uD83D\uDC89", "infusion-pump")
                            .withIdentifiers(List.of(
                                    Identifier.tag("a|b", "c | d||"), Identifier.tag("+49"), Identifier.tag("||"))));
            tom.assets().register(Asset.of("INF004", "''+x", "infusion-pump"));
            tom.assets()
                    .retire(
                            tom.assets()
                                    .register(Asset.of("INF005", "Old", "bed")
                                            .withOwnership(Ownership.hospital(Hospital.HALF_PAST_TWO)))
                                    .id(),
                            "broken");
            String list = list(tom);
            assertThat(list)
                    .startsWith("id,name,category,manufacturer,model,serial,lot,made,expires,department,room,life,");
            assertThat(list)
                    .contains("'=cmd|' /C calc'!A0")
                    .contains("''=1+1")
                    .contains("'@home")
                    .contains("'-1");
            assertThat(list).doesNotContainPattern("(^|,)\"?[=+@-]");
            ImportReport report = take(other.technician(), list);
            assertThat(report).hasToString("5 rows: 5 added, 0 changed, 0 unchanged, 0 failed");
            assertThat(assets(other.technician())).isEqualTo(assets(tom));
            assertThat(take(tom, list)).hasToString("5 rows: 0 added, 0 changed, 5 unchanged, 0 failed");
            assertThat(list(other.technician())).isEqualTo(list);
        }
    }

    @Test
    default void a_row_of_a_registered_asset_changes_what_it_says_and_leaves_the_rest() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            take(tom, "id,name,category,serial,department,room,tag\nINF001,Pump,infusion-pump,77,ICU,301,BME-1\n");
            Asset before = hospital.asset("INF001");
            assertThat(take(tom, "tag,name,department,giai\nBME-1,Pump A,ER,40123456ABC\n"))
                    .hasToString("1 rows: 0 added, 1 changed, 0 unchanged, 0 failed");
            assertThat(hospital.asset("INF001"))
                    .isEqualTo(before.withDescription(
                                    Description.of("Pump A", "infusion-pump", draft -> draft.serial = "77"))
                            .withPlace(Place.of("ER"))
                            .withIdentifiers(List.of(Identifier.tag("BME-1"), Identifier.giai("40123456ABC"))));
            assertThat(facts(hospital, "INF001"))
                    .extracting(fact -> fact.getClass().getSimpleName())
                    .containsExactly("Registered", "Edited", "Moved", "IdentifierAttached");
            assertThat(take(tom, "id,name,room\nINF001,,302\n").changed()).isEqualTo(1);
            assertThat(hospital.asset("INF001").place()).isEqualTo(Place.of("ER", "302"));
            assertThat(take(tom, "id,department\nINF001,ER\n").unchanged()).isEqualTo(1);
            assertThat(take(tom, "id,life\nINF001,retired\n").changed()).isEqualTo(1);
            assertThat(take(tom, "id,life\nINF001,in service\n").changed()).isEqualTo(1);
            assertThat(hospital.asset("INF001").life()).isEqualTo(LifeStage.IN_SERVICE);
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void a_bad_row_is_told_once_and_does_not_hold_up_the_rest() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            hospital.inUse("BUSY");
            tom.assets().attach(hospital.pump("OWNER").id(), Identifier.tag("BME-1"));
            tom.assets().attach(hospital.pump("OTHER").id(), Identifier.tag("BME-2"));
            tom.assets().attach(AssetId.of("OWNER"), Identifier.tag("BME-3"));
            long facts = hospital.auditor().audit().log(0, 500).size();
            ImportReport report = take(tom, """
                    id;name;category;made;since;gtin;tag;life;vendor;rented until
                    A;Pump;;;;;;;;
                    ;Pump;pump;;;;;;;
                    B;Pump;pump;1.2.2026;;;;;;
                    C;Pump;pump;;yesterday;;;;;
                    D;Pump;pump;;;04012345000016;;;;
                    E;Pump;pump;;;"(01)04012345000017(21)1";;;;
                    F;Pump;pump;;;;BME-1;;;
                    ;;;;;;"BME-3
                    BME-2";;;
                    BUSY;Other;;;;;;retired;;
                    G;Pump;pump;;;;;scrapped;;
                    H;Pump;pump;;;;;;;2026-04-01
                    I;Pump;pump;;;;;;;;x
                    J;"two
                    lines";pump;;;;;;;
                    OWNER;;;;;;;planned;;
                    K;Good Pump;pump;;;;;;;
                    K;Another;pump;;;;;;;
                    ;;;;;;;;;
                    """);
            assertThat(report).hasToString("16 rows: 1 added, 0 changed, 0 unchanged, 15 failed");
            assertThat(report.problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                            "line 2: category is missing, and no asset is registered that this could be",
                            "line 3: id is missing, and no registered asset carries an identifier of this row",
                            "line 4: made is no day like 2026-03-01",
                            "line 5: since is neither a day like 2026-03-01 nor a time like 2026-03-01T13:30:00Z",
                            "line 6: a GTIN with serial number needs a serial number",
                            "line 7: this is no GTIN with serial number",
                            "line 8: OWNER carries an identifier of this row",
                            "line 9: OTHER carries an identifier of this row",
                            "line 11: BUSY is in use; end its session before it is retired",
                            "line 12: life is none of planned, in service, retired",
                            "line 13: the hospital's own assets have no rental end",
                            "line 14: there are more cells than headings",
                            "line 15: name contains a control character",
                            "line 17: OWNER is not planned any more",
                            "line 19: line 18 says something of the same asset or identifier");
            assertThat(report.problems().get(6).code()).isEqualTo(Code.IDENTIFIER_TAKEN);
            assertThat(hospital.asset("BUSY").name())
                    .as("nothing is half taken in")
                    .isEqualTo("Infusion Pump BUSY");
            assertThat(assets(tom)).hasSize(4);
            assertThat(hospital.auditor().audit().log(0, 500)).hasSize((int) facts + 1);
        }
    }

    @Test
    default void a_dry_run_says_what_would_come_of_it_and_changes_nothing() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            take(tom, "id,name,category,tag\nINF001,Pump,pump,BME-1\nINF002,Pump,pump,BME-2\n");
            List<Asset> before = assets(tom);
            String list = """
                    id,name,category,tag
                    INF001,Pump,pump,BME-1
                    INF002,Pump A,pump,
                    INF003,Pump,pump,BME-3
                    INF004,Pump,pump,BME-3
                    INF005,Pump,pump,BME-1
                    INF006,Pump,,
                    """;
            ImportReport trial = tom.assets()
                    .importCsv(
                            new StringReader(list), CsvImportOptions.standard().asDryRun());
            assertThat(trial).hasToString("6 rows: 1 added, 1 changed, 1 unchanged, 3 failed");
            assertThat(assets(tom)).isEqualTo(before);
            assertThat(facts(hospital, "INF002")).hasSize(1);
            assertThat(take(tom, list)).as("it comes as was said").isEqualTo(trial);
        }
    }

    @Test
    default void headings_are_understood_mapped_or_named_as_ignored() {
        try (Hospital hospital = hospital()) {
            CsvImportOptions how = CsvImportOptions.standard()
                    .heading("Inv.-Nr.", AssetColumn.ID)
                    .heading("Bezeichnung", AssetColumn.NAME)
                    .heading("Art", AssetColumn.CATEGORY);
            ImportReport report = hospital.technician()
                    .assets()
                    .importCsv(
                            new StringReader("\uFEFFInv.-Nr.\tBezeichnung\tArt\tPreis\tRented_Until\tVENDOR\tSince\t\n"
                                    + "INF001\tPumpe, \"klein\"\tpump\t12\t2026-04-01\tRentAll\t2026-01-01\n"),
                            how);
            assertThat(report.problems()).isEmpty();
            assertThat(report.ignored()).containsExactly("Preis");
            assertThat(hospital.asset("INF001").ownership().until()).isEqualTo(Instant.parse("2026-04-01T22:00:00Z"));
            Workspace tom = hospital.technician();
            assertThat(tom.assets()
                            .importCsv(
                                    new StringReader("sep=;\nId;Inv;Name;Category\n7;INF009;Pump;pump;;\n"),
                                    CsvImportOptions.standard().heading("Inv", AssetColumn.ID))
                            .ignored())
                    .containsExactly("Id");
            assertThat(hospital.asset("INF009").name()).isEqualTo("Pump");
            refusal(Code.BAD_INPUT, () -> take(tom, ""));
            refusal(Code.BAD_INPUT, () -> take(tom, "\n\n"));
            assertThat(refusal(Code.BAD_INPUT, () -> take(tom, "id,name,ID\n"))).hasMessageContaining("two headings");
            assertThat(refusal(Code.BAD_INPUT, () -> take(tom, "Nummer;Art\n1;2\n")))
                    .hasMessageContaining("no heading of the list is known");
        }
    }

    @Test
    default void what_a_row_leaves_out_its_model_says() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            tom.models()
                    .record(Model.of("MedEquip Inc", "VB-500", "ventilator")
                            .withIdentifiers(Identifier.gtin("04012345000016")));
            ImportReport report = take(
                    tom,
                    "id,manufacturer,model,serial,gtin\nA,MedEquip Inc,VB-500,1,\nB,,,2,4012345000016\n"
                            + "C,MedEquip Inc,VB-700,3,\n");
            assertThat(report).hasToString("3 rows: 2 added, 0 changed, 0 unchanged, 1 failed");
            for (String id : List.of("A", "B")) {
                assertThat(hospital.asset(id).name()).isEqualTo("VB-500");
                assertThat(hospital.asset(id).category()).isEqualTo("ventilator");
                assertThat(hospital.asset(id).description().manufacturer()).isEqualTo("MedEquip Inc");
                assertThat(hospital.asset(id).description().model()).isEqualTo("VB-500");
            }
        }
    }

    @Test
    default void progress_is_told_and_problems_are_kept_within_bounds() {
        try (Hospital hospital = hospital()) {
            List<Long> progress = new ArrayList<>();
            String list = IntStream.range(0, 1_250)
                    .mapToObj(i -> "X" + i + (i % 50 == 0 ? ",Pump,pump" : ",Pump,"))
                    .collect(Collectors.joining("\n", "id,name,category\n", ""));
            ImportReport report = hospital.technician()
                    .assets()
                    .importCsv(
                            new StringReader(list), CsvImportOptions.standard().telling(progress::add));
            assertThat(report.rows()).isEqualTo(1_250);
            assertThat(report.added()).isEqualTo(25);
            assertThat(report.failed()).isEqualTo(1_225);
            assertThat(report.problems()).hasSize(1_000);
            assertThat(progress).hasSize(13).startsWith(100L, 200L).endsWith(1_200L, 1_250L);
        }
    }

    @Test
    default void what_is_no_list_is_refused_and_what_came_before_stands() {
        try (Hospital hospital = hospital()) {
            Workspace tom = hospital.technician();
            for (String rest : List.of("", "C,Pump,pump\n", "C,\"Pump\",pump\n", "x".repeat(2_000_000))) {
                ImportReport report = take(tom, "id,name,category\nA,Pump,pump\nB,\"Pump,pump\n" + rest);
                assertThat(report.rows()).isEqualTo(2);
                assertThat(report.problems())
                        .singleElement()
                        .hasToString(
                                "line 2: after this line the list cannot be read: a quote is not closed, or a cell is"
                                        + " too long");
            }
            assertThat(assets(tom)).hasSize(1);
            assertThat(catchThrowable(() -> tom.assets().importCsv(Reader.nullReader(), CsvImportOptions.standard())))
                    .hasMessageContaining("empty");
            Reader broken = Reader.nullReader();
            try {
                broken.close();
            } catch (IOException never) {
                throw new AssertionError(never);
            }
            assertThat(catchThrowable(() -> tom.assets().importCsv(broken, CsvImportOptions.standard())))
                    .isInstanceOf(UncheckedIOException.class);
            Writer full = Writer.nullWriter();
            try {
                full.close();
            } catch (IOException never) {
                throw new AssertionError(never);
            }
            assertThat(catchThrowable(() -> tom.assets().exportCsv(AssetFilter.all(), full)))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    default void who_may_move_nothing_cannot_move_by_a_list() {
        try (Hospital hospital = hospital();
                Hospital other = hospital.with((role, permission) -> switch (permission) {
                    case REGISTER, LOOK_UP -> Reach.ALL;
                    default -> Reach.NONE;
                })) {
            hospital.pump("INF001");
            Workspace desk = other.tracking.actingAs(new Actor("rita", Role.RENTAL_DESK, null));
            ImportReport report = take(desk, "id,name,department\nINF001,Other,ER\nINF002,,\n");
            assertThat(report.problems().get(0).code()).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(hospital.asset("INF001").name()).isEqualTo("Infusion Pump INF001");
            assertThat(take(desk, "id,name\nINF001,Other\n").changed()).isEqualTo(1);
        }
    }
}
