package io.wardtally.atlas.standard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Criticality;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Statement;
import io.wardtally.atlas.Turnaround;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtlasFolderTest {

    private static final String NEW_DEVICE_TYPE = """
            category = ecmo_unit
            document = House rules
            sop.1 = Call the perfusionist.
            sop.2 = Check the console.
            training_required = yes
            critical_device = true
            max_continuous_use = 8 h
            maintenance_interval = 90 d
            """;

    @TempDir
    private Path folder;

    private AtlasFolder atlas() {
        return new AtlasFolder(folder, "st-mary");
    }

    private int written;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        // As if it took longer to write, for file systems whose clocks tick slowly.
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++written)));
    }

    @SuppressWarnings("unchecked") // a statement about a field has that field's type
    private static <T> T value(List<Statement<?>> statements, Field<T> field) {
        return statements.stream()
                .filter(statement -> statement.about() == field)
                .map(statement -> (T) statement.value())
                .findFirst()
                .orElse(null);
    }

    @Test
    void a_new_type_of_device_is_a_file() throws IOException {
        AtlasFolder atlas = atlas();
        assertThat(atlas.guidance(DeviceKey.of("ecmo-unit"))).isEmpty();
        write("ecmo.properties", NEW_DEVICE_TYPE);
        List<Statement<?>> said = atlas.guidance(DeviceKey.of("ecmo-unit"));
        assertThat(value(said, Field.DURING_USE))
                .isEqualTo(Procedure.of("Call the perfusionist.", "Check the console."));
        assertThat(value(said, Field.TRAINING)).isEqualTo(new Course("ecmo-unit", "Training: ecmo-unit", null));
        assertThat(value(said, Field.CRITICALITY)).isEqualTo(Criticality.HIGH);
        assertThat(value(said, Field.LONGEST_USE)).isEqualTo(Duration.ofHours(8));
        assertThat(value(said, Field.MAINTENANCE_INTERVAL)).isEqualTo(Period.ofDays(90));
        assertThat(said).allMatch(statement -> statement.scope() == Scope.CATEGORY);
        assertThat(said.get(0).source()).hasToString("House rules rev. 1");
        assertThat(atlas.guidance(DeviceKey.of("ECMO unit"))).isEqualTo(said);
        assertThat(atlas.guidance(DeviceKey.of("bed"))).isEmpty();
        assertThat(atlas.problems()).isEmpty();
    }

    @Test
    void a_sheet_applies_to_what_it_names_and_is_as_specific() throws IOException {
        write("a.properties", "document = A\nwarning.1 = general\n");
        write("b.properties", "document = B\nmanufacturer = MedEquip Inc\nwarning.1 = maker\n");
        write("c.properties", "document = C\nmanufacturer = MedEquip Inc\nmodel = VB-500\nwarning.1 = model\n");
        write("d.properties", "document = D\ngtin = 04012345000016\nwarning.1 = gtin\n");
        write("e.properties", "document = E\nunit = VENT001\nwarning.1 = unit\n");
        DeviceKey all = new DeviceKey("ventilator", "medequip inc", "VB-500", "04012345000016", null, "VENT001");
        assertThat(atlas().guidance(all))
                .extracting(Statement::scope)
                .containsExactly(Scope.GENERAL, Scope.MANUFACTURER, Scope.MODEL, Scope.GTIN, Scope.UNIT);
        assertThat(atlas().guidance(DeviceKey.of("ventilator").of("MedEquip Inc", "VB-700")))
                .extracting(Statement::scope)
                .containsExactly(Scope.GENERAL, Scope.MANUFACTURER);
    }

    @Test
    void everything_can_be_said_in_a_sheet_and_each_value_may_stand_elsewhere() throws IOException {
        write("all.properties", """
                category = ventilator
                aliases = vent, breathing machine
                document = Ventilators
                revision = 4
                effective = 2026-03-01
                confidence = judgement
                before-use.1 = Look.
                before-use.confirm.1 = Looked
                warning.1 = hot
                warning.2 = cold
                training.vent-1 = Ventilators; P2Y
                criticality = life-support
                forgotten-after = P21D
                maintenance-interval = P180D
                maintenance-interval.source = IPM 458
                maintenance-interval.confidence = published
                expected-life = P10Y
                turnaround = semi-critical
                accessory.1 = circuit
                topic.filter.title = Changing the filter
                topic.filter.text = Open the flap.
                topic.filter.emergency = yes
                topic.filter.source = IPM 458
                topic.filter.section = 7
                reviewed-by = Dr Grant
                reviewed-on = 2026-10-01
                """);
        List<Statement<?>> said = atlas().guidance(DeviceKey.of("breathing machine"));
        assertThat(said).hasSize(12);
        assertThat(value(said, Field.BEFORE_USE))
                .isEqualTo(Procedure.of("Look.").confirming("Looked"));
        assertThat(value(said, Field.TRAINING)).isEqualTo(new Course("vent-1", "Ventilators", Period.ofYears(2)));
        assertThat(value(said, Field.TURNAROUND)).isEqualTo(Turnaround.SEMI_CRITICAL);
        assertThat(said)
                .filteredOn(statement -> statement.about() == Field.MAINTENANCE_INTERVAL)
                .extracting(Statement::source)
                .singleElement()
                .hasToString("IPM 458 rev. 4, reviewed by Dr Grant on 2026-10-01");
        assertThat(atlas().passages(DeviceKey.of("vent"))).singleElement().satisfies(passage -> {
            assertThat(passage.title()).isEqualTo("Changing the filter");
            assertThat(passage.text()).isEqualTo("Open the flap.");
            assertThat(passage.emergency()).isTrue();
            assertThat(passage.source()).hasToString("IPM 458 rev. 4, 7, reviewed by Dr Grant on 2026-10-01");
        });
    }

    @Test
    void a_file_that_changes_is_read_again_and_one_that_breaks_still_says_what_it_said() throws IOException {
        AtlasFolder atlas = atlas();
        write("a.properties", "document = A\nwarning.1 = one\n");
        assertThat(value(atlas.guidance(DeviceKey.of("bed")), Field.WARNING)).isEqualTo("one");
        write("a.properties", "document = A\nwarning.1 = two\n");
        assertThat(value(atlas.guidance(DeviceKey.of("bed")), Field.WARNING)).isEqualTo("two");
        write("a.properties", "document = A\nwarnung.1 = three\n");
        write("b.properties", "warning.1 = nowhere\n");
        assertThat(value(atlas.guidance(DeviceKey.of("bed")), Field.WARNING)).isEqualTo("two");
        assertThat(atlas.problems())
                .containsExactly(
                        "a.properties, line 2, warnung.1: nobody knows what this means",
                        "b.properties, document: it is missing");
        write("a.properties", "document = A\nwarning.1 = four\n");
        assertThat(value(atlas.guidance(DeviceKey.of("bed")), Field.WARNING)).isEqualTo("four");
        Files.delete(folder.resolve("a.properties"));
        assertThat(atlas.guidance(DeviceKey.of("bed"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "longest-use = PT8H\nmax_continuous_use = 9 h",
                "sop.1 = one\nduring-use.1 = two",
                "criticality = high\ncritical_device = yes",
                "warning.1 = one\nwarning.1 = one",
                "warning.1 = one\nWARNING.1 = two",
                "before-use.1 = one\nbefore_use.1 = two",
                "topic.A.title = a\ntopic.A.text = a\ntopic.a.text = b"
            })
    void what_two_keys_say_is_refused_however_they_are_written(String lines) {
        assertThatThrownBy(() -> new Sheet("document = A\n" + lines))
                .isInstanceOf(SheetProblems.class)
                .hasMessageMatching("line \\d, .*(says it already|is said twice).*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maintenance-interval = soon | line 2, maintenance-interval: it cannot be understood",
                "max-continuous-use = -8 h | line 2, max-continuous-use: it cannot be understood",
                "criticality = very | it is one of [low",
                "critical-device = perhaps | it is yes or no",
                "model = VB-500 | line 2, model: it needs a manufacturer",
                "before-use.2 = second | line 2, before-use.2: before-use.1 is missing before it",
                "cleaning.confirm.1 = clean | there is something to confirm, and no steps",
                "topic.a.text = text | topic.a.title: it is missing",
                "topic.a.txt = text | nothing of this name",
                "effective = tomorrow | line 2, effective: it cannot be understood",
                "training.a = Pumps; soon | line 2, training.a: it cannot be understood",
                "language = none at all | line 2, language: ",
                "longest-use = PT0S | line 2, longest-use: longest use is longer than nothing",
                "reviewed-by = Dr Grant | reviewed-on: it is missing",
                "warning.1 | line 2, warning.1: it is no “key = value”",
                "warning.1 Never open it. | it is no “key = value”",
                "warning 1 = hot | it is no “key = value”",
                "! warning.1 = hot | it is no “key = value”",
                "warning.1 = | line 2, warning.1: it has no value",
                "warning.1 == hot | its value begins with =",
                "warning.1 = C:\\temp | a backslash is written",
                "warning.1 = hot\\ | a backslash",
                "<<<<<<< HEAD | it is no “key = value”"
            })
    void what_cannot_be_understood_is_named(String line, String words) {
        assertThatThrownBy(() -> new Sheet("document = A\n" + line))
                .isInstanceOf(SheetProblems.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"200B", "00AD", "202E", "2066", "0007", "FFFD", "2028", "E000", "FEFF"})
    void a_character_that_cannot_be_seen_is_named_by_its_number(String hex) {
        String hidden = Character.toString(Integer.parseInt(hex, 16));
        assertThatThrownBy(() -> new Sheet("document = A\nwarning.1 = h" + hidden + "ot"))
                .hasMessageContaining("line 2, warning.1")
                .hasMessageContaining("U+" + hex);
        assertThatThrownBy(() -> new Sheet("document = A\nwarn" + hidden + "ing.1 = hot"))
                .hasMessageContaining("line 2, warnU+" + hex + "ing.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warning.2",
                "before-use.2",
                "before-use.confirm.2",
                "revision",
                "warning.section",
                "topic.a.title"
            })
    void a_text_that_is_too_long_is_named_by_its_line(String key) {
        String lines =
                "document = A\nwarning.1 = hot\nbefore-use.1 = Look.\nbefore-use.confirm.1 = ok\ntopic.a.text = a\n";
        assertThatThrownBy(() -> new Sheet(lines + key + " = " + "x".repeat(4_001)))
                .isInstanceOf(SheetProblems.class)
                .hasMessageStartingWith("line 6, " + key + ": ");
    }

    @Test
    void every_line_that_is_wrong_is_told_at_once() {
        SheetProblems problems = catchThrowableOfType(
                SheetProblems.class, () -> new Sheet("document = A\nwarning 1 = a\n\n# comment\nwarning.2 =\n"));
        assertThat(problems.all()).hasSize(2);
        assertThat(problems.all().get(1)).startsWith("line 5, ");
    }

    @Test
    void a_mark_at_the_beginning_white_space_at_both_ends_and_lines_that_go_on_are_understood() throws IOException {
        write(
                "a.properties",
                "\uFEFFdocument = A\r\nwarning.1 = \u00A0hot \\\r\n    and wet\u2003\r\nwarning.2 = caf\\u00e9 \\\\\r\n");
        AtlasFolder atlas = atlas();
        assertThat(atlas.guidance(DeviceKey.of("bed")).stream()
                        .map(said -> said.value().toString()))
                .containsExactly("hot and wet", "caf\u00e9 \\");
        assertThat(atlas.problems()).isEmpty();
        Files.write(folder.resolve("b.properties"), "document = B\nwarning.1 = hei\u00df\n".getBytes(ISO_8859_1));
        assertThat(atlas.problems()).containsExactly("b.properties, it cannot be read as text in UTF-8");
    }
}
