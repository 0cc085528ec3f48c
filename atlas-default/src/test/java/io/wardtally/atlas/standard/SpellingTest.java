package io.wardtally.atlas.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    private final Spelling spelling = new Spelling(words());

    private static List<String> words() {
        return List.of("patient", "alarm", "the", "bell", "belt", "wipe", "reserved", "a", "nail", "while");
    }

    @ParameterizedTest
    @CsvSource({
        "pateint, patient",
        "patint, patient",
        "pattient, patient",
        "pstient, patient",
        "ptaeint, patient",
        "larm, alarm",
        "teh, the",
        "nial, nail",
    })
    void one_slip_is_put_right_and_two_in_a_long_word(String written, String meant) {
        assertThat(spelling.corrected(written, Set.of())).isEqualTo(meant);
    }

    @Test
    void a_letter_that_was_not_doubled_is_likelier_than_one_that_was_left_out() {
        assertThat(spelling.corrected("bel", Set.of())).isEqualTo("bell");
    }

    @Test
    void a_letter_that_was_left_out_is_likelier_than_another() {
        assertThat(spelling.corrected("wile", Set.of())).isEqualTo("while");
    }

    @Test
    void among_words_that_are_as_near_the_more_common_one_is_meant() {
        for (String common : List.of("tube", "tape")) {
            Spelling ours = new Spelling(List.of("tube", "tape", common));
            assertThat(ours.corrected("tabe", Set.of())).isEqualTo(common);
        }
    }

    @ParameterizedTest
    @CsvSource({"preserve", "xylitol", "alm", "a1arm", "ax", "wipe"})
    void what_is_known_far_off_short_or_has_digits_stays(String word) {
        assertThat(spelling.corrected(word, Set.of())).isEqualTo(word);
    }

    @Test
    void words_of_the_documents_are_known_too() {
        assertThat(spelling.corrected("Larm the PATEINT!", Set.of("larm"))).isEqualTo("larm the patient");
    }
}
