package io.wardtally.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.examples.benchmarks.Questions.Asked;
import io.wardtally.tracking.core.Wardtally;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the assistant can do does not get less unseen; the figures stand in the README. */
class QuestionsTest {

    private final List<Asked> asked = Questions.ask(Wardtally.inMemory(), List.of());

    @Test
    void the_questions_are_many_and_a_good_part_of_them_has_no_answer() {
        assertThat(asked).hasSizeGreaterThanOrEqualTo(180);
        assertThat(asked.stream().filter(each -> !each.meant())).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void most_of_what_stands_in_the_documents_is_found() {
        assertThat(Questions.recall(asked)).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void hardly_anything_else_is_answered() {
        assertThat(Questions.falseAnswers(asked)).isLessThanOrEqualTo(0.05);
    }
}
