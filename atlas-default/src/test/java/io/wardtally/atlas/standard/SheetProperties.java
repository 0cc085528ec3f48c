package io.wardtally.atlas.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.DeviceKey;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a sheet: it is understood, or each problem is told with its line or key, and nothing else is thrown. */
class SheetProperties {

    private static final List<String> KEYS = List.of(
            "category",
            "aliases",
            "manufacturer",
            "model",
            "gtin",
            "unit",
            "document",
            "revision",
            "effective",
            "confidence",
            "language",
            "reviewed-by",
            "reviewed-on",
            "before-use.1",
            "before-use.2",
            "before-use.confirm.1",
            "during-use.1",
            "sop.2",
            "warning.1",
            "warning.2",
            "warning.source",
            "warning.section",
            "warning.asked",
            "accessory.1",
            "training.a",
            "training.asked",
            "training_required",
            "criticality",
            "critical_device",
            "longest-use",
            "max_continuous_use",
            "forgotten-after",
            "maintenance-interval",
            "maintenance-interval.revision",
            "maintenance-interval.confidence",
            "expected-life",
            "turnaround",
            "topic.a.title",
            "topic.a.text",
            "topic.a.emergency",
            "topic.a.source",
            "topic.a.asked",
            "topic.b.text",
            "nonsense");

    private static final List<String> VALUES = List.of(
            "yes",
            "no",
            "high",
            "8 h",
            "90 d",
            "99999 d",
            "P1Y",
            "P0D",
            "-8 h",
            "PT8H",
            "P99999999999Y",
            "2026-03-01",
            "2026-02-30",
            "hospital",
            "en",
            "no language",
            "Title; P1Y",
            "Title; soon",
            "Title; P0D",
            "; P1Y",
            ";",
            "infusion-pump, ,pump",
            ",",
            "x".repeat(201),
            "x".repeat(4_001),
            "a\\tb",
            "a\\\\b",
            "\\u0000",
            "\\uD83D",
            "critical",
            "life-support");

    @Provide
    Arbitrary<String> sheets() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of(VALUES), Arbitraries.strings().ofMaxLength(12), Arbitraries.just("Look."));
        Arbitrary<String> line =
                Combinators.combine(Arbitraries.of(KEYS), value).as((key, what) -> key + " = " + what);
        return line.list()
                .ofMaxSize(12)
                .map(lines -> lines.stream().collect(Collectors.joining("\n", "document = A\n", "")));
    }

    @Property(tries = 2_000)
    void a_sheet_is_understood_or_its_problems_are_told(@ForAll("sheets") String text) {
        try {
            new Sheet(text).statements(DeviceKey.of("bed"));
        } catch (SheetProblems problems) {
            assertThat(problems.all())
                    .isNotEmpty()
                    .allMatch(problem -> problem.matches("(?s)(line \\d+, .+|[a-z.0-9-]+): .+"));
        }
    }
}
