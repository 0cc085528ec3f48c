package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.CheckFixtures.SARAH;
import static io.wardtally.tracking.contract.Fixtures.PUMP;
import static io.wardtally.tracking.contract.Fixtures.ROUNDS;
import static io.wardtally.tracking.contract.Fixtures.THREADS;
import static io.wardtally.tracking.contract.Fixtures.asset;
import static io.wardtally.tracking.contract.Fixtures.atOnce;
import static io.wardtally.tracking.contract.Fixtures.commit;
import static io.wardtally.tracking.contract.Fixtures.done;
import static io.wardtally.tracking.contract.Fixtures.goOn;
import static io.wardtally.tracking.contract.Fixtures.reversed;
import static io.wardtally.tracking.contract.Fixtures.sequences;
import static io.wardtally.tracking.contract.Fixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.ProjectedValue;
import io.wardtally.tracking.store.Projections;
import io.wardtally.tracking.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who follows the log keeps its place together with what it has derived, so that each fact counts once. */
interface JournalDuties extends Duties {

    /** In the order of their code points. */
    List<String> KEYS = List.of(
            "-",
            "0",
            "10",
            "2",
            "2026-03-01|ER|bed",
            "2026-03-01|ICU|Pump",
            "2026-03-01|ICU|pump",
            "2026-03-02|ER|bed",
            "9",
            "A",
            "AB",
            "Aa",
            "B",
            "Z",
            "_",
            "a",
            "a b",
            "a-b",
            "aB",
            "ab",
            "a|b",
            "a\u0308",
            "b",
            "z",
            "|",
            "\u00C4",
            "\u00DF",
            "\u00E4",
            "\u0153",
            "\u05D0",
            "\u4E2D");

    private static ProjectedValue value(String kind, String key, String content) {
        return new ProjectedValue(kind, key, content);
    }

    private static List<ProjectedValue> everyKey(String kind) {
        return KEYS.stream().map(key -> value(kind, key, kind + " of " + key)).toList();
    }

    private static boolean advance(Store store, String consumer, long from, long to, ProjectedValue... values) {
        return store.journal().advance(consumer, from, to, List.of(values));
    }

    @Test
    default void a_cursor_starts_at_zero_and_goes_where_it_is_moved() {
        Store store = newStore();
        Journal journal = store.journal();
        assertThat(journal.cursor("use")).isZero();
        assertThat(advance(store, "use", 0, 3)).isTrue();
        assertThat(journal.cursor("use")).isEqualTo(3);
        assertThat(advance(store, "use", 3, 4)).isTrue();
        assertThat(advance(store, "use", 4, Integer.MAX_VALUE + 5L)).isTrue();
        assertThat(store.journal().cursor("use")).isEqualTo(Integer.MAX_VALUE + 5L);
    }

    @Test
    default void two_consumers_are_apart() {
        Store store = newStore();
        assertThat(advance(store, "use", 0, 3, value("use", "a", "1"))).isTrue();
        for (String other : List.of("Use", "us", "use2", "\u00FCse", "USE")) {
            assertThat(store.journal().cursor(other)).isZero();
        }
        assertThat(advance(store, "Use", 3, 5)).isFalse();
        assertThat(advance(store, "Use", 0, 2, value("Use", "a", "2"))).isTrue();
        assertThat(store.journal().cursor("use")).isEqualTo(3);
        assertThat(store.journal().cursor("Use")).isEqualTo(2);
        assertThat(store.derived().get("use", "a")).contains("1");
        assertThat(store.derived().get("Use", "a")).contains("2");
    }

    @Test
    default void a_cursor_that_moves_writes_what_was_derived() {
        Store store = newStore();
        Projections derived = store.derived();
        assertThat(derived.get("use", "a")).isEmpty();
        assertThat(advance(store, "use", 0, 3, value("use", "a", "1"), value("use", "b", "2")))
                .isTrue();
        assertThat(derived.get("use", "a")).contains("1");
        assertThat(derived.get("use", "b")).contains("2");
        assertThat(derived.get("use", "c")).isEmpty();
        assertThat(advance(store, "use", 3, 5, value("use", "b", "3"), value("use", "c", "4")))
                .isTrue();
        assertThat(derived.get("use", "a")).contains("1");
        assertThat(derived.get("use", "b")).contains("3");
        assertThat(derived.get("use", "c")).contains("4");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 4, 9})
    default void a_cursor_that_is_not_there_any_more_does_not_move_and_writes_nothing(long from) {
        Store store = newStore();
        assertThat(advance(store, "use", 0, 2, value("use", "a", "1"), value("use", "b", "2")))
                .isTrue();
        assertThat(advance(store, "use", 2, 3)).isTrue();
        assertThat(advance(
                        store, "use", from, 9, value("use", "a", "9"), value("use", "b", null), value("use", "c", "9")))
                .isFalse();
        assertThat(store.journal().cursor("use")).isEqualTo(3);
        assertThat(store.derived().range("use", "", "z", 500))
                .containsExactly(value("use", "a", "1"), value("use", "b", "2"));
        assertThat(advance(store, "use", 3, 9)).isTrue();
    }

    @Test
    default void a_consumer_that_was_never_here_does_not_begin_in_the_middle() {
        Store store = newStore();
        assertThat(advance(store, "use", 1, 2, value("use", "a", "1"))).isFalse();
        assertThat(store.journal().cursor("use")).isZero();
        assertThat(store.derived().get("use", "a")).isEmpty();
        assertThat(advance(store, "use", 0, 2, value("use", "a", "1"))).isTrue();
    }

    @Test
    default void a_cursor_that_stays_where_it_is_writes_what_was_derived() {
        Store store = newStore();
        for (String content : List.of("1", "2")) {
            assertThat(advance(store, "use", 0, 0, value("use", "a", content))).isTrue();
            assertThat(store.derived().get("use", "a")).contains(content);
        }
        assertThat(advance(store, "use", 0, 4)).isTrue();
        for (String content : List.of("3", "4")) {
            assertThat(advance(store, "use", 4, 4, value("use", "a", content))).isTrue();
            assertThat(store.derived().get("use", "a")).contains(content);
        }
        assertThat(advance(store, "use", 0, 0, value("use", "a", "5"))).isFalse();
        assertThat(store.derived().get("use", "a")).contains("4");
    }

    @Test
    default void no_content_takes_a_value_away() {
        Store store = newStore();
        assertThat(advance(
                        store, "use", 0, 1, value("use", "a", "1"), value("use", "b", "2"), value("other", "a", "3")))
                .isTrue();
        assertThat(advance(
                        store,
                        "use",
                        1,
                        2,
                        value("use", "a", null),
                        value("use", "never there", null),
                        value("use", "c", "")))
                .isTrue();
        assertThat(store.derived().get("use", "a")).isEmpty();
        assertThat(store.derived().range("use", "", "z", 500))
                .containsExactly(value("use", "b", "2"), value("use", "c", ""));
        assertThat(store.derived().get("use", "c")).as("empty is not nothing").contains("");
        assertThat(store.derived().get("other", "a")).contains("3");
        assertThat(advance(store, "use", 2, 3, value("use", "a", "4"))).isTrue();
        assertThat(store.derived().get("use", "a")).contains("4");
    }

    @Test
    default void a_range_goes_from_its_beginning_up_to_but_not_including_its_end_in_the_order_of_keys() {
        Store store = newStore();
        List<ProjectedValue> all = everyKey("use");
        assertThat(store.journal().advance("use", 0, 1, reversed(all))).isTrue();
        assertThat(store.derived().range("use", "", "\uFF5E", 500)).isEqualTo(all);
        for (int from = 0; from < KEYS.size(); from++) {
            for (int to = 0; to < KEYS.size(); to++) {
                assertThat(store.derived().range("use", KEYS.get(from), KEYS.get(to), 500))
                        .as("from %s to %s", KEYS.get(from), KEYS.get(to))
                        .isEqualTo(all.subList(from, Math.max(from, to)));
            }
        }
        assertThat(store.derived().range("use", "2026-03-01|", "2026-03-01}", 500))
                .isEqualTo(all.subList(KEYS.indexOf("2026-03-01|ER|bed"), KEYS.indexOf("2026-03-02|ER|bed")));
        assertThat(store.derived().range("use", "C", "Y", 500)).isEmpty();
    }

    @Test
    default void a_range_is_no_longer_than_asked_for() {
        Store store = newStore();
        List<ProjectedValue> all = everyKey("use");
        assertThat(store.journal().advance("use", 0, 1, all)).isTrue();
        for (int limit = 1; limit <= all.size() + 1; limit++) {
            assertThat(store.derived().range("use", "", "\uFF5E", limit))
                    .isEqualTo(all.subList(0, Math.min(limit, all.size())));
            assertThat(store.derived().range("use", "A", "Z", limit))
                    .isEqualTo(all.subList(KEYS.indexOf("A"), Math.min(KEYS.indexOf("A") + limit, KEYS.indexOf("Z"))));
        }
    }

    @Test
    default void kinds_of_values_and_their_keys_are_told_apart_to_the_letter() {
        Store store = newStore();
        List<String> kinds = List.of("USE", "Use", "\u00FCse", "us", "use", "use-day", "used");
        List<ProjectedValue> all = new ArrayList<>();
        kinds.forEach(kind -> all.addAll(everyKey(kind)));
        assertThat(store.journal().advance("use", 0, 1, all)).isTrue();
        for (ProjectedValue one : all) {
            assertThat(store.derived().get(one.kind(), one.key())).contains(one.content());
        }
        kinds.forEach(kind ->
                assertThat(store.derived().range(kind, "", "\uFF5E", 500)).isEqualTo(everyKey(kind)));
        assertThat(store.derived().get("uSE", "a")).isEmpty();
        assertThat(store.derived().get("use", "BB")).isEmpty();
        assertThat(store.derived().get("use", "\u00E4b")).isEmpty();
        assertThat(store.derived().range("uSE", "", "\uFF5E", 500)).isEmpty();
        List<ProjectedValue> gone =
                KEYS.stream().map(key -> value("use", key, null)).toList();
        assertThat(store.journal().advance("use", 1, 2, gone)).isTrue();
        for (String kind : kinds) {
            assertThat(store.derived().range(kind, "", "\uFF5E", 500))
                    .isEqualTo(kind.equals("use") ? List.of() : everyKey(kind));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "two\nlines\n",
                "\r\n\t",
                "it's \"quoted\" \\ and \\n not",
                "'; drop table wt_derived; --",
                "%_ ? :name ${x} {0}",
                "pump \uD83D\uDC89 \u05E9\u05DC\u05D5\u05DD e\u0301 is not \u00E9",
                "trailing spaces  ",
                "long",
                "long and wide"
            })
    default void what_was_derived_is_kept_to_the_letter(String sample) {
        String content = switch (sample) {
            case "long" -> "x\n'\"\\\r\t%y|".repeat(2_000);
            case "long and wide" -> "\u00FC\uD83D\uDC89\n".repeat(5_000);
            default -> sample;
        };
        Store store = newStore();
        String key = "it's \"a\" \\ key, 100% \uD83D\uDC89 " + "k".repeat(170);
        assertThat(advance(
                        store,
                        "use",
                        0,
                        1,
                        value("use", "before", "b"),
                        value("use", key, "first"),
                        value("use", "z", "z")))
                .isTrue();
        assertThat(advance(store, "use", 1, 2, value("use", key, content))).isTrue();
        assertThat(store.derived().get("use", key)).contains(content);
        assertThat(store.derived().range("use", "c", "z", 500)).containsExactly(value("use", key, content));
    }

    /** Moves a cursor, again and again where the store says that a retry may help. */
    private static boolean advanced(Store store, String consumer, long from, long to, List<ProjectedValue> values) {
        for (int busy = 0; ; busy++) {
            goOn();
            try {
                return store.journal().advance(consumer, from, to, values);
            } catch (TrackingException.Busy again) {
                if (busy == 1_000) {
                    throw again;
                }
            }
        }
    }

    @Test
    default void of_many_who_move_a_cursor_from_the_same_place_one_does_and_only_it_writes() {
        Store store = newStore();
        for (int round = 0; round < ROUNDS; round++) {
            String consumer = "consumer " + round % 2;
            long from = store.journal().cursor(consumer);
            List<Boolean> moved = atOnce(
                    THREADS,
                    number -> advanced(
                            store,
                            consumer,
                            from,
                            from + 1 + number,
                            List.of(
                                    value(consumer, "winner", "" + number),
                                    value(consumer, from + " by " + number, "here"))));
            List<Integer> winners =
                    IntStream.range(0, THREADS).filter(moved::get).boxed().toList();
            assertThat(winners).hasSize(1);
            int winner = winners.get(0);
            assertThat(store.journal().cursor(consumer)).isEqualTo(from + 1 + winner);
            assertThat(store.derived().get(consumer, "winner")).contains("" + winner);
            assertThat(store.derived().range(consumer, from + " by ", from + " bz", 500))
                    .containsExactly(value(consumer, from + " by " + winner, "here"));
        }
    }

    @Test
    default void consumers_that_follow_the_log_at_once_two_threads_each_count_every_fact_once() {
        Store store = newStore();
        List<Subject> subjects = List.of(Subject.asset(PUMP), SARAH, Subject.staff("tom"));
        done(store, Draft.creating(asset(PUMP)));
        List<String> consumers = List.of("one", "two", "three");
        int readers = 2 * consumers.size();
        AtomicInteger writing = new AtomicInteger(2);
        List<List<Long>> each = atOnce(readers + 2, number -> {
            if (number >= readers) {
                try {
                    write(store, subjects, 5 * ROUNDS);
                } finally {
                    writing.decrementAndGet();
                }
                return List.of();
            }
            return follow(store, consumers.get(number / 2), 1 + number, writing);
        });
        long total =
                subjects.stream().mapToLong(subject -> version(store, subject)).sum();
        for (int i = 0; i < consumers.size(); i++) {
            String consumer = consumers.get(i);
            List<Long> counted = new ArrayList<>(follow(store, consumer, 100, writing));
            assertThat(store.journal().cursor(consumer)).isEqualTo(total);
            counted.addAll(each.get(2 * i));
            counted.addAll(each.get(2 * i + 1));
            assertThat(counted).containsExactlyInAnyOrderElementsOf(sequences(total));
            for (Subject subject : subjects) {
                assertThat(store.derived().get(consumer, subject.toString())).contains("" + version(store, subject));
            }
            assertThat(store.derived().range(consumer, "", "\uFF5E", 500)).hasSize(subjects.size());
        }
    }

    private static void write(Store store, List<Subject> subjects, int times) {
        for (int i = 0; i < times; i++) {
            Subject subject = subjects.get(i % subjects.size());
            commit(
                    store,
                    Draft.of(subject, version(store, subject)).facts(1 + i % 3).batch());
            try {
                store.journal().seal(1 + i % 5);
            } catch (TrackingException.Busy another) {
                // Somebody else seals.
            }
        }
    }

    /** Counts the facts of each subject until nothing follows any more, and says which ones it has counted. */
    private static List<Long> follow(Store store, String consumer, int limit, AtomicInteger writing) {
        List<Long> counted = new ArrayList<>();
        while (true) {
            goOn();
            boolean last = writing.get() == 0 && sealed(store) == 0;
            long from = store.journal().cursor(consumer);
            List<LoggedFact> facts = store.journal().log(from, limit);
            if (facts.isEmpty() && last) {
                return counted;
            }
            if (facts.isEmpty()) {
                continue;
            }
            Map<String, Integer> counts = new HashMap<>();
            facts.forEach(one -> counts.merge(one.fact().subject().toString(), 1, Integer::sum));
            List<ProjectedValue> values = new ArrayList<>();
            counts.forEach((key, more) -> {
                Optional<String> before = store.derived().get(consumer, key);
                values.add(
                        value(consumer, key, "" + (before.map(Integer::parseInt).orElse(0) + more)));
            });
            if (advanced(store, consumer, from, facts.get(facts.size() - 1).position(), values)) {
                facts.forEach(one -> counted.add(one.position()));
            }
        }
    }

    /** How many were still without a position; also 1 if somebody else is just giving positions. */
    private static int sealed(Store store) {
        try {
            return store.journal().seal(500);
        } catch (TrackingException.Busy another) {
            return 1;
        }
    }

    @Test
    default void a_cursor_and_what_was_derived_up_to_it_are_seen_together() {
        Store store = newStore();
        AtomicInteger reading = new AtomicInteger(2);
        List<Long> each = atOnce(3, number -> {
            if (number > 0) {
                try {
                    for (int i = 0; i < 20 * ROUNDS; i++) {
                        cursorAndDerivedBelongTogether(store);
                    }
                } finally {
                    reading.decrementAndGet();
                }
                return 0L;
            }
            long step = 0;
            while (reading.get() > 0) {
                step++;
                List<ProjectedValue> values = List.of(
                        value("use", "a", "" + step),
                        value("use", "b", step % 2 == 0 ? null : "" + step),
                        value("use", "c", "" + step));
                assertThat(advanced(store, "use", step - 1, step, values)).isTrue();
            }
            return step;
        });
        assertThat(store.journal().cursor("use")).isEqualTo(each.get(0));
    }

    private static void cursorAndDerivedBelongTogether(Store store) {
        goOn();
        long cursor = store.journal().cursor("use");
        List<ProjectedValue> seen = store.derived().range("use", "a", "z", 500);
        long step = seen.isEmpty() ? 0 : Long.parseLong(seen.get(0).content());
        assertThat(step).isGreaterThanOrEqualTo(cursor);
        assertThat(seen).hasSize(step == 0 ? 0 : step % 2 == 0 ? 2 : 3);
        assertThat(seen).allMatch(one -> one.content().equals("" + step));
        assertThat(store.journal().cursor("use")).isGreaterThanOrEqualTo(step);
    }

    @Test
    default void consumers_that_write_and_take_away_the_same_values_do_not_block_each_other() {
        Store store = newStore();
        List<String> keys = List.of("a", "b", "c", "d");
        List<Integer> each = atOnce(4, number -> {
            int moved = 0;
            for (int step = 0; step < 2 * ROUNDS; step++) {
                List<ProjectedValue> values = new ArrayList<>();
                for (int k = 0; k < keys.size(); k++) {
                    values.add(value("shared", keys.get(k), (k + step + number) % 2 == 0 ? "by " + number : null));
                }
                List<ProjectedValue> inOrder = number < 2 ? values : reversed(values);
                moved += advanced(store, "consumer " + number, step, step + 1, inOrder) ? 1 : 0;
            }
            return moved;
        });
        assertThat(each).containsOnly(2 * ROUNDS);
        assertThat(store.derived().range("shared", "", "z", 500)).allSatisfy(value -> {
            assertThat(value.key()).isIn(keys);
            assertThat(value.content()).matches("by [0-3]");
        });
    }
}
