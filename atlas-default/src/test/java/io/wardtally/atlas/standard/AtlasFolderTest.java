package io.wardtally.atlas.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Criticality;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Statement;
import io.wardtally.atlas.Turnaround;
import java.io.IOException;
import java.io.StringReader;
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
                """);
        List<Statement<?>> said = atlas().guidance(DeviceKey.of("breathing machine"));
        assertThat(said).hasSize(10);
        assertThat(value(said, Field.BEFORE_USE))
                .isEqualTo(Procedure.of("Look.").confirming("Looked"));
        assertThat(value(said, Field.TRAINING)).isEqualTo(new Course("vent-1", "Ventilators", Period.ofYears(2)));
        assertThat(value(said, Field.TURNAROUND)).isEqualTo(Turnaround.SEMI_CRITICAL);
        assertThat(said)
                .filteredOn(statement -> statement.about() == Field.MAINTENANCE_INTERVAL)
                .extracting(Statement::source)
                .singleElement()
                .hasToString("IPM 458 rev. 4");
        assertThat(atlas().passages(DeviceKey.of("vent")))
                .singleElement()
                .extracting(Passage::text)
                .isEqualTo("Changing the filter. Open the flap.");
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
                        "a.properties: nobody knows what warnung.1 means", "b.properties: document is missing");
        write("a.properties", "document = A\nwarning.1 = four\n");
        assertThat(value(atlas.guidance(DeviceKey.of("bed")), Field.WARNING)).isEqualTo("four");
        Files.delete(folder.resolve("a.properties"));
        assertThat(atlas.guidance(DeviceKey.of("bed"))).isEmpty();
    }

    @Test
    void what_two_keys_say_differently_is_refused() {
        assertThatThrownBy(() ->
                        new Sheet(new StringReader("document = A\nlongest-use = PT8H\nmax_continuous_use = 9 h\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longest use is said twice");
        assertThatThrownBy(() -> new Sheet(new StringReader("document = A\nsop.1 = one\nduring-use.1 = two\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("during use is said twice");
    }

    @ParameterizedTest
    @CsvSource({
        "maintenance-interval = soon, maintenance-interval cannot be understood",
        "max-continuous-use = -8 h, max-continuous-use cannot be understood",
        "criticality = very, it is one of [low",
        "critical-device = perhaps, it is yes or no",
        "model = VB-500, model needs a manufacturer",
        "before-use.2 = second, nobody knows what before-use.2 means",
        "cleaning.confirm.1 = clean, cleaning has something to confirm and no steps",
        "topic.a.text = text, topic.a.title is missing",
        "effective = tomorrow, effective cannot be understood",
        "longest-use = PT0S, longest-use: longest use is longer than nothing"
    })
    void what_cannot_be_understood_is_named(String line, String words) {
        assertThatThrownBy(() -> new Sheet(new StringReader("document = A\n" + line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
