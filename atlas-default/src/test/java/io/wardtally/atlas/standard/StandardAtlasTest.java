package io.wardtally.atlas.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.Criticality;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Statement;
import io.wardtally.atlas.contract.KnowledgeProviderContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardAtlasTest extends KnowledgeProviderContract {

    private static final Path SHEETS = Path.of("src/main/resources/io/wardtally/atlas/standard/en");
    private static final StandardAtlas ATLAS = new StandardAtlas();

    @Override
    protected Class<? extends KnowledgeProvider> type() {
        return StandardAtlas.class;
    }

    @Override
    protected List<DeviceKey> known() {
        return categories().map(DeviceKey::of).toList();
    }

    static Stream<String> categories() {
        try {
            return Files.readAllLines(SHEETS.resolve("index.txt"), StandardCharsets.UTF_8).stream();
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void every_sheet_is_listed_and_every_listed_one_is_there() throws IOException {
        try (Stream<Path> files = Files.list(SHEETS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".properties"))
                            .map(name -> name.replace(".properties", ""))
                            .sorted())
                    .containsExactlyElementsOf(categories().toList())
                    .hasSize(30);
        }
    }

    @ParameterizedTest
    @MethodSource("categories")
    void each_kind_of_device_has_its_procedures_warnings_and_values(String category) {
        List<Statement<?>> said = ATLAS.guidance(DeviceKey.of(category));
        for (Field<Procedure> field : List.of(Field.BEFORE_USE, Field.DURING_USE, Field.AFTER_USE, Field.CLEANING)) {
            assertThat(said)
                    .filteredOn(statement -> statement.about() == field)
                    .singleElement()
                    .satisfies(statement ->
                            assertThat(((Procedure) statement.value()).steps()).hasSizeBetween(6, 12));
        }
        for (Field<?> field :
                List.of(Field.CRITICALITY, Field.FORGOTTEN_AFTER, Field.TURNAROUND, Field.EXPECTED_LIFE)) {
            assertThat(said)
                    .filteredOn(statement -> statement.about() == field)
                    .as(field.toString())
                    .hasSize(1);
        }
        assertThat(said)
                .filteredOn(statement -> statement.about() == Field.WARNING)
                .hasSizeBetween(2, 5);
        assertThat(said)
                .filteredOn(statement -> statement.about() == Field.LONGEST_USE)
                .as("nobody has published any")
                .isEmpty();
        assertThat(said).allMatch(statement -> statement.scope() == Scope.CATEGORY);
        assertThat(ATLAS.passages(DeviceKey.of(category))).hasSizeBetween(8, 18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infusion_pump", "Infusion Pump", "ventilator", "monitor", "patient_monitor", "wheelchair"})
    void the_words_that_people_use_lead_to_the_sheet(String word) {
        assertThat(ATLAS.guidance(DeviceKey.of(word))).isNotEmpty();
    }

    @Test
    void no_word_means_two_kinds_of_devices() throws IOException {
        List<String> words = new ArrayList<>();
        for (String category : categories().toList()) {
            Properties sheet = new Properties();
            try (InputStream text = Files.newInputStream(SHEETS.resolve(category + ".properties"))) {
                sheet.load(text);
            }
            Stream.concat(
                            Stream.of(category),
                            Stream.of(sheet.getProperty("aliases").split(",")))
                    .map(word -> word.strip().replace('_', '-'))
                    .distinct()
                    .forEach(words::add);
        }
        assertThat(words).doesNotHaveDuplicates();
    }

    @Test
    void a_language_has_the_sheets_that_are_translated_and_the_others_in_english() {
        StandardAtlas german = new StandardAtlas(Locale.GERMAN);
        for (String category : categories().toList()) {
            DeviceKey device = DeviceKey.of(category);
            boolean translated = List.of("aed", "wheelchair").contains(category);
            assertThat(german.guidance(device))
                    .isNotEmpty()
                    .allMatch(said -> said.source().language().equals(translated ? "de" : "en"));
            assertThat(fields(german, device)).isEqualTo(fields(ATLAS, device));
        }
        assertThat(german.guidance(DeviceKey.of("aed")).toString()).contains("Herzdruckmassage");
        assertThat(new StandardAtlas(Locale.FRENCH).guidance(DeviceKey.of("bed")))
                .isEqualTo(ATLAS.guidance(DeviceKey.of("bed")));
    }

    private static List<String> fields(StandardAtlas atlas, DeviceKey device) {
        return atlas.guidance(device).stream()
                .map(said -> said.about().toString())
                .distinct()
                .toList();
    }

    @Test
    void whoever_reads_a_sheet_sees_that_nobody_has_reviewed_it() {
        assertThat(ATLAS.guidance(DeviceKey.of("ventilator"))).allSatisfy(said -> {
            assertThat(said.source().review()).isNull();
            assertThat(said.source().confidence() != Confidence.JUDGEMENT
                            || said.source().toString().endsWith("not reviewed"))
                    .isTrue();
        });
    }

    @Test
    void a_life_depends_on_a_ventilator_and_nobodys_on_a_wheelchair() {
        assertThat(criticality("ventilator")).isEqualTo(Criticality.LIFE_SUPPORT);
        assertThat(criticality("wheelchair")).isEqualTo(Criticality.LOW);
    }

    private static Object criticality(String category) {
        return ATLAS.guidance(DeviceKey.of(category)).stream()
                .filter(statement -> statement.about() == Field.CRITICALITY)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
