package io.wardtally.examples.firstsession;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.session.Session;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstSessionTest {

    @TempDir
    private Path folder;

    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void the_story_says_what_the_brief_says() {
        assertThat(story())
                .contains("it reads “asset:INF001”")
                .contains(
                        "The GS1 Data Matrix on the first says (01)04012345000016(21)VB-7731: it is VENT001, Ventilator B.")
                .contains("The rest stands in a list; 2 rows: 2 added, 0 changed, 0 unchanged, 0 failed.")
                .contains("The other is UNREGISTERED: this device is not registered: MedEquip Inc VB-500 (ventilator).")
                .contains("serial VB-8034, lot L77, made on 2026-01-15, to be used until 2036-01-31.")
                .contains("is NOT_A_DEVICE.")
                .contains("Last used: 12:30")
                .contains("ACTIVE: 2.5 hours used, 1.5 remaining, ICU room 302.")
                .contains("Refused. BLOCKED: INF001 is in use by sarah (ICU)")
                .contains("longest use: PT8H (St Mary's house rules rev. 12, by st-mary)")
                .contains(
                        "maintenance interval: P365D (Wardtally Atlas: infusion pump rev. 1, not reviewed, by wardtally)")
                .contains(
                        "Readiness: READY, but no training of ben in Infusion pump: safe use (infusion-pump-basics; Wardtally Atlas: infusion pump rev. 1) is on record")
                .contains("“Lock the brakes of the trolley and connect mains, oxygen and air.”"
                        + " (VB-500 instructions for use rev. 7, 4.1, by medequip)")
                .containsPattern(
                        "“How do I clear an air-in-line alarm[?]” “Clamp the line .*, Air-in-line alarm, not reviewed, by wardtally\\)")
                .containsPattern(
                        "“The third lamp stays orange” “The flow sensor is dirty .* rev. 7, 8.3, by medequip\\)")
                .contains("“How many ml of morphine for …?” the documents on a device say nothing of doses")
                .contains("11 of 11 confirmed by Wardtally Atlas: infusion pump rev. 1.")
                .contains("WC001: APPLIED", "INF001: CONFLICT INF001 is in use by sarah (ICU)")
                .contains("It hands everything over once more: [DUPLICATE].")
                .contains("COMPLETED after 3.8 hours: “No issues”.")
                .contains("rental from MedEquip Inc until 2026-03-12")
                .contains("The trail is intact: 31 facts of 11 subjects.")
                .contains("The trail is NOT intact: ALTERED in asset INF001 at fact 5")
                .contains("The trail is NOT intact: ROW_ALTERED in asset INF001 at fact 7.")
                .contains("They put that back, too. The trail is intact: 31 facts of 11 subjects.")
                .doesNotContain("P12345");
    }

    @Test
    void whatever_is_known_of_a_device_is_shown_with_its_source() {
        List<String> known =
                story().lines().filter(line -> line.startsWith("         ")).toList();
        assertThat(known).hasSizeGreaterThanOrEqualTo(9).allMatch(line -> line.matches(".* rev[.] .*, by [a-z-]+\\)"));
        assertThat(story().lines().filter(line -> line.contains("training of ") || line.contains("To confirm")))
                .hasSize(4)
                .allMatch(line -> line.contains(" rev. "));
    }

    @Test
    void the_next_day_goes_on_from_what_is_on_the_disk() {
        story();
        assertThat(story())
                .startsWith("Tuesday, 3 March 2026")
                .contains("Against the checkpoint of the day before the trail is intact: 31 facts of 11 subjects.")
                .contains("MON001 is still with ben, since 20:05.")
                .contains("The other is VENT002.")
                .contains("INF001   Infusion Pump A   AVAILABLE  ICU room 302")
                .contains("Last used: 12:30")
                .contains("COMPLETED after 3.8 hours")
                .doesNotContain("registers the fleet");
        assertThat(story()).startsWith("Wednesday, 4 March 2026");
    }

    @Test
    void the_story_is_the_same_on_postgresql() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            assertThat(story(new Disk(folder, url))).isEqualTo(story());
            assertThat(story(new Disk(folder, url))).startsWith("Tuesday, 3 March 2026");
        }
    }

    @Test
    void the_story_reads_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(story()).contains("2.5 hours used").contains("3.8 hours");
        } finally {
            Locale.setDefault(before);
        }
    }

    private String story() {
        return story(Disk.in(folder));
    }

    private static String story(Disk disk) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (disk) {
            FirstSession.tell(new PrintStream(told, true, StandardCharsets.UTF_8), disk);
        }
        return told.toString(StandardCharsets.UTF_8).replaceAll("session [0-9a-f-]{36}", "session …");
    }

    @Test
    void the_first_screen_runs() {
        Session session = FirstScreen.run();
        assertThat(session.end()).isNotNull();
        assertThat(session.notes()).isEqualTo("No issues");
    }

    @Test
    void the_readmes_first_screen_is_in_its_first_twenty_lines_and_stands_word_for_word_in_the_example()
            throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));
        assertThat(readme.lines().toList().indexOf("```java")).isBetween(1, 19);
        Matcher code = CODE.matcher(readme);
        assertThat(code.find()).isTrue();
        assertThat(words(source("FirstScreen"))).contains(words(code.group(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "../../README.md, 1",
        "../../tracking-core/README.md, 15",
        "../../tracking-jpa/README.md, 2",
        "../../atlas-default/README.md, 2"
    })
    void every_other_sample_of_a_readme_stands_in_an_example(Path readme, int samples) throws IOException {
        // The samples of one section need Spring and JTA; a test of tracking-jpa looks after them.
        Matcher code = CODE.matcher(
                Files.readString(readme).replaceFirst("(?s)## Inside your own transactions\n.*?(\n## |\\z)", "$1"));
        String examples = words(source("Samples"));
        if (readme.equals(Path.of("../../README.md"))) {
            assertThat(code.find()).as("the first screen").isTrue();
        }
        int found = 0;
        while (code.find()) {
            assertThat(examples).contains(words(code.group(1)));
            found++;
        }
        assertThat(found).isEqualTo(samples);
    }

    @Test
    void the_samples_for_vendors_stand_in_the_vendor_module() throws IOException {
        String sources = "";
        for (String source : List.of(
                "main/java/com/medequip/atlas/MedEquipAtlas.java",
                "main/java/module-info.java",
                "test/java/com/medequip/atlas/MedEquipAtlasTest.java")) {
            sources += words(Files.readString(Path.of("../vendor-module/src/" + source)));
        }
        Matcher code = CODE.matcher(Files.readString(Path.of("../vendor-module/README.md")));
        int found = 0;
        while (code.find()) {
            assertThat(sources).contains(words(code.group(1)));
            found++;
        }
        assertThat(found).isEqualTo(9);
    }

    @Test
    void a_vendor_tests_with_the_versions_that_fit() throws IOException {
        String root = Files.readString(Path.of("../../pom.xml"));
        String vendors = Files.readString(Path.of("../vendor-module/pom.xml"));
        for (String name :
                List.of("junit", "assertj", "jspecify", "surefire-plugin", "compiler-plugin", "jar-plugin")) {
            Matcher version =
                    Pattern.compile("<" + name + "\\.version>([^<]+)<").matcher(root);
            assertThat(version.find()).as(name).isTrue();
            assertThat(vendors).contains("<version>" + version.group(1) + "</version>");
        }
    }

    @Test
    void the_javadocs_sample_stands_in_an_example() throws IOException {
        String entry = Files.readString(
                Path.of("../../tracking-core/src/main/java/io/wardtally/tracking/core/Wardtally.java"));
        Matcher sample =
                Pattern.compile("\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL).matcher(entry);
        assertThat(sample.find()).isTrue();
        String code = sample.group(1).lines().map(line -> line.substring(2)).collect(Collectors.joining("\n"));
        assertThat(words(source("Samples"))).contains(words(code));
    }

    /** The code without its line breaks and indents, which the formatter may choose. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String source(String name) throws IOException {
        Path main = Path.of("src/main/java/io/wardtally/examples/firstsession/" + name + ".java");
        return Files.readString(main);
    }
}
