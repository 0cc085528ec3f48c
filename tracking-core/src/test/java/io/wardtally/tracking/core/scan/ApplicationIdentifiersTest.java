package io.wardtally.tracking.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeFlaw.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every application identifier of the table, by its own components and checks. */
class ApplicationIdentifiersTest {

    private static final TwoDigitYear NOW = new TwoDigitYear(2026);

    private static CodeFlaw check(ApplicationIdentifiers ai, String value) {
        return ai.check(value, 0, value.length(), NOW);
    }

    @Test
    void the_table_has_every_key_once_and_the_first_two_digits_tell_how_long_a_key_is() {
        TreeSet<String> keys = new TreeSet<>();
        ApplicationIdentifiers.all().forEach(ai -> {
            assertThat(keys.add(ai.key())).as(ai.key()).isTrue();
            assertThat(ApplicationIdentifiers.at(ai.key(), 0)).isSameAs(ai);
            assertThat(ApplicationIdentifiers.at("x" + ai.key() + "x", 1)).isSameAs(ai);
        });
        assertThat(keys).hasSize(541).contains("00", "01", "235", "3105", "8018", "99");
        assertThat(ApplicationIdentifiers.at("05", 0)).isNull();
        assertThat(ApplicationIdentifiers.at("310", 0)).isNull();
        assertThat(ApplicationIdentifiers.at("3106", 0)).isNull();
        assertThat(ApplicationIdentifiers.at("0", 0)).isNull();
    }

    @Property
    void every_key_takes_what_its_components_allow(@ForAll long seed) {
        Random random = new Random(seed);
        ApplicationIdentifiers.all().forEach(ai -> {
            CodeElement element = Values.element(ai, random);
            assertThat(check(ai, element.value())).as("%s", element).isNull();
        });
    }

    @Property
    void every_key_refuses_what_is_too_short_too_long_or_of_other_characters(@ForAll long seed) {
        Random random = new Random(seed);
        ApplicationIdentifiers.all().forEach(ai -> {
            String value = Values.element(ai, random).value();
            assertThat(check(ai, "")).extracting(CodeFlaw::kind).isEqualTo(Kind.LENGTH);
            String full = value + "1".repeat(ai.most() - value.length() + 1);
            assertThat(check(ai, full)).as(ai.key()).isNotNull();
            if (ai.fixed()) {
                CodeFlaw flaw = check(ai, value.substring(0, value.length() - 1));
                assertThat(flaw.kind()).isIn(Kind.LENGTH, Kind.CHECK, Kind.VALUE);
            }
            int at = random.nextInt(value.length());
            for (String no : List.of(" ", "\u001D", "$", "ä", "\u0661", "\uD83D")) {
                CodeFlaw flaw = check(ai, value.substring(0, at) + no + value.substring(at + 1));
                assertThat(flaw).as("%s with %s at %d", ai.key(), no, at).isNotNull();
                assertThat(flaw.kind()).isIn(Kind.CHARACTER, Kind.VALUE);
            }
        });
    }

    @Property
    void a_changed_character_of_a_checked_value_is_noticed(@ForAll long seed) {
        Random random = new Random(seed);
        ApplicationIdentifiers.all().forEach(ai -> {
            int at = 0;
            String value = Values.element(ai, random).value();
            for (ApplicationIdentifiers.Part part : ai.parts()) {
                int end = Math.min(value.length(), at + part.most());
                if (at < end && part.checks().contains(ValueCheck.CSUM)) {
                    int wrong = at + random.nextInt(end - at);
                    char other = (char) ('0' + (value.charAt(wrong) - '0' + 1 + random.nextInt(9)) % 10);
                    String changed = value.substring(0, wrong) + other + value.substring(wrong + 1);
                    assertThat(check(ai, changed).kind())
                            .as("%s %s", ai.key(), changed)
                            .isIn(Kind.CHECK, Kind.VALUE);
                }
                at = end;
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "00, 006141411234567890, 006141411234567891",
        "01, 09506000134352, 09506000134353",
        "11, 260200, 260230",
        "12, 260200, 261300",
        "17, 240229, 230229",
        "253, 4012345000009ABC, 4012345000008ABC",
        "3910, 97812345, 00012345",
        "402, 12345678901234560, 12345678901234561",
        "4309, 18000000003600000000, 18000000013600000000",
        "421, 276ABC, 277ABC",
        "423, 276756, 276755",
        "4300, St%2C, St%2",
        "4307, DE, XX",
        "4321, 1, 2",
        "4324, 2602002359, 2602002400",
        "4326, 260228, 260200",
        "4330, 001000-, 001000+",
        "7003, 2602282359, 2602290000",
        "7007, 260228260301, 260228260300",
        "7030, 999ABC, 998ABC",
        "7040, 1ABC, 1AB!",
        "7041, PX, px",
        "7041, X20, X21",
        "7041, 9, 1C",
        "7241, 80, 11",
        "7250, 19000228, 19000229",
        "7251, 200002292359, 200102290000",
        "7252, 9, 3",
        "7258, 2/2, 2/1",
        "8001, 12345678912390, 12345678912340",
        "8003, 09506000134352ABC, 19506000134352ABC",
        "8004, 4012ABC, 401AABC",
        "8006, 095060001343520112, 095060001343521312",
        "8007, DE89370400440532013000, DE88370400440532013000",
        "8008, 2602282359, 2602282460",
        "8010, 0614141AB#, 0614141AB!",
        "8011, 12, 012",
        "8013, 1987654Ad4X4bL5ttr2310c2K, 1987654Ad4X4bL5ttr2310c2L",
        "8017, 061414112345678902, 061414112345678903",
        "8110, 106141416543213150110120, 706141416543213150110120",
        "8110, 1061414165432131501101201012012093260228, 1061414165432131501101201412012093260228",
        "8110, 1061414165432131501101203260228, 1061414165432131501101203260230",
        "8112, 0001234560000010000000, 2001234560000010000000"
    })
    void known_values_are_taken_and_their_neighbours_refused(String key, String right, String wrong) {
        ApplicationIdentifiers ai = ApplicationIdentifiers.of(key);
        assertThat(check(ai, right)).isNull();
        assertThat(check(ai, wrong)).isNotNull();
    }

    @Test
    void what_belongs_together_is_looked_at_over_all_elements() {
        List<CodeElement> elements = new ArrayList<>();
        elements.add(new CodeElement("21", "A"));
        assertThat(ApplicationIdentifiers.associations(elements).says())
                .isEqualTo("21 says something of 01 or 03 or 8006, which is missing");
        elements.add(0, new CodeElement("01", "09506000134352"));
        assertThat(ApplicationIdentifiers.associations(elements)).isNull();
        elements.add(new CodeElement("37", "12"));
        assertThat(ApplicationIdentifiers.associations(elements).kind()).isEqualTo(Kind.ASSOCIATION);
        assertThat(ApplicationIdentifiers.associations(
                        List.of(new CodeElement("8017", "1"), new CodeElement("8018", "1"))))
                .isNotNull();
        assertThat(ApplicationIdentifiers.associations(
                        List.of(new CodeElement("3100", "1"), new CodeElement("01", "1"))))
                .isNull();
        assertThat(ApplicationIdentifiers.associations(List.of(
                        new CodeElement("3100", "1"), new CodeElement("3101", "1"), new CodeElement("01", "1"))))
                .isNotNull();
        assertThat(ApplicationIdentifiers.associations(
                        List.of(new CodeElement("250", "1"), new CodeElement("01", "1"))))
                .isNotNull();
    }
}
