package io.wardtally.atlas.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.standard.Examples.Leaning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExamplesTest {

    private final Examples examples = new Examples();

    @BeforeEach
    void learn() {
        for (int i = 0; i < 20; i++) {
            examples.answered("topic", "why does it beep " + i);
            examples.unanswered("price", "what did it cost " + i);
        }
        examples.answered("cleaning", "what do I wipe it with");
        examples.answered("cleaning", "which cloth do I take");
        examples.answered("", "is it ready");
        examples.unanswered("dose", "how many ml per hour");
    }

    @Test
    void a_question_leans_to_the_kind_of_those_it_is_like_however_few_they_are() {
        Leaning leaning = examples.of("may I wipe it");
        assertThat(leaning.towards("cleaning")).isPositive().isGreaterThan(leaning.towards("topic"));
        assertThat(examples.of("it beeps").towards("topic")).isGreaterThan(leaning.towards("topic"));
    }

    @Test
    void a_question_like_those_that_are_not_answered_leans_away() {
        assertThat(examples.of("how many ml").outside()).isPositive();
        assertThat(examples.of("how many ml").away()).isPositive();
        assertThat(examples.of("which cloth").outside()).isNegative();
        assertThat(examples.of("which cloth").away()).isNegative();
        assertThat(examples.of("is it ready").outside()).isNegative();
    }

    @Test
    void one_number_is_as_good_as_another() {
        assertThat(examples.of("why does it beep 4711").outside())
                .isEqualTo(examples.of("why does it beep 3").outside());
    }

    @Test
    void what_was_never_seen_leans_nowhere() {
        for (String question : new String[] {"", "?!", "zzzz"}) {
            Leaning leaning = examples.of(question);
            assertThat(leaning.outside()).isZero();
            assertThat(leaning.other()).isZero();
            assertThat(leaning.kinds().values()).containsOnly(0.0);
            assertThat(examples.of(question).towards("cleaning")).isZero();
            assertThat(examples.of(question).towards("colour")).isZero();
        }
    }
}
