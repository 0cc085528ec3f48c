package io.wardtally.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.standard.StandardRanker;
import io.wardtally.examples.benchmarks.Questions.Asked;
import io.wardtally.tracking.core.Wardtally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the assistant can do does not get less unseen; the figures stand in the README. */
class QuestionsTest {

    private final List<Asked> asked = Questions.ask(Wardtally.inMemory(), Questions.own(List.of()));

    @Test
    void the_questions_are_many_and_a_good_part_of_them_has_no_answer() {
        assertThat(asked).hasSizeGreaterThanOrEqualTo(180);
        assertThat(asked.stream().filter(each -> !each.meant())).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void none_of_them_was_learnt() throws IOException {
        Set<String> learnt = new HashSet<>();
        for (String table : List.of("inside.tsv", "outside.tsv")) {
            try (InputStream rows = StandardRanker.class.getResourceAsStream("en/" + table)) {
                new String(Objects.requireNonNull(rows).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(row -> learnt.add(words(row.substring(row.lastIndexOf('\t') + 1))));
            }
        }
        assertThat(learnt).hasSizeGreaterThan(1_000);
        assertThat(asked).extracting(each -> words(each.question())).doesNotContainAnyElementsOf(learnt);
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    @Test
    void most_of_what_stands_in_the_documents_is_found() {
        assertThat(Questions.recall(asked)).isGreaterThanOrEqualTo(0.92);
        assertThat(Questions.words(asked)).isLessThanOrEqualTo(90);
    }

    @Test
    void hardly_anything_else_is_answered() {
        assertThat(Questions.falseAnswers(asked)).isLessThanOrEqualTo(0.015);
    }

    @Test
    void a_device_may_be_named() {
        List<Asked> named = Questions.ask(Wardtally.inMemory(), Questions.withNames(Questions.own(List.of())));
        assertThat(Questions.recall(named)).isGreaterThanOrEqualTo(0.9);
        assertThat(Questions.falseAnswers(named)).isLessThanOrEqualTo(0.015);
        Map<String, List<Asked>> plain = Questions.ask(Wardtally.inMemory(), Questions.plain()).stream()
                .collect(Collectors.groupingBy(Asked::style));
        assertThat(plain).hasSize(2);
        assertThat(plain.values())
                .allSatisfy(each -> assertThat(Questions.recall(each)).isGreaterThanOrEqualTo(0.97));
    }

    @Test
    void devices_of_which_only_the_house_has_sheets_are_asked_about() {
        List<Asked> house = Questions.ask(Questions.ofTheHouse(), Questions.rows("questions-house.tsv"));
        assertThat(house).hasSize(120);
        assertThat(Questions.recall(house)).isGreaterThanOrEqualTo(0.84);
        assertThat(Questions.falseAnswers(house)).isLessThanOrEqualTo(0.17);
    }
}
