package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.SourcedStatement;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The documents on a device, in which answers to questions may stand.
 *
 * @param parts the passages, and who handed them in
 * @param missing the providers, by id, that did not answer
 */
record FoundPassages(List<Part> parts, List<String> missing) {

    /** A passage, and who handed it in. */
    record Part(Passage passage, String provider) {

        /** This as a heading, and these lines below it, in as few passages as hold them. */
        private List<Part> with(List<String> lines) {
            List<Part> parts = new ArrayList<>();
            StringBuilder text = new StringBuilder(passage.text());
            for (String line : lines) {
                for (String piece : pieces(line)) {
                    if (text.length() + piece.length() > FULL
                            && text.length() > passage.text().length()) {
                        parts.add(saying(text.toString()));
                        text = new StringBuilder(passage.text());
                    }
                    text.append('\n').append(piece);
                }
            }
            parts.add(saying(text.toString()));
            return parts;
        }

        /** A line in pieces that fit, cut between words. */
        private static List<String> pieces(String line) {
            List<String> pieces = new ArrayList<>();
            String rest = line;
            while (rest.length() > FULL) {
                int end = rest.lastIndexOf(' ', FULL);
                end = end > 0 ? end : FULL - (Character.isHighSurrogate(rest.charAt(FULL - 1)) ? 1 : 0);
                pieces.add(rest.substring(0, end));
                rest = rest.substring(end).strip();
            }
            pieces.add(rest);
            return pieces;
        }

        private Part saying(String text) {
            return new Part(passage.saying(text), provider);
        }
    }

    /** A passage holds 4,000 characters. */
    private static final int FULL = 3_500;

    /** Subject of a value, in the words of somebody who asks for it. */
    private static final Map<Field<?>, String> VALUES = Map.of(
            Field.CRITICALITY, "How critical it is when it fails or stops: ",
            Field.LONGEST_USE, "Longest use without a break: for how long it may be used, at most ",
            Field.FORGOTTEN_AFTER, "A use that nobody ended counts as forgotten after ",
            Field.MAINTENANCE_INTERVAL, "Maintenance interval: it is inspected, tested, serviced and maintained every ",
            Field.EXPECTED_LIFE, "Expected life: it serves for about ",
            Field.TURNAROUND, "Reprocessing between two patients, by Spaulding class: ");

    private static final Map<String, Duration> UNITS = units();

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("day", Duration.ofDays(1));
        units.put("hour", Duration.ofHours(1));
        units.put("minute", Duration.ofMinutes(1));
        units.put("second", Duration.ofSeconds(1));
        return units;
    }

    FoundPassages {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }

    /** Passages that providers hand in, by their ids. */
    static FoundPassages of(Map<String, List<Passage>> passages, List<String> missing) {
        List<Part> parts = new ArrayList<>();
        passages.forEach((id, all) -> all.forEach(passage -> parts.add(new Part(passage, id))));
        return new FoundPassages(parts, missing);
    }

    /** Guidance that holds, as passages: procedures, warnings, values. */
    static FoundPassages of(Guidance guidance) {
        List<Part> parts = new ArrayList<>();
        for (Field<?> field : Field.all()) {
            if (field == Field.ALSO_CALLED) {
                continue;
            }
            List<? extends SourcedStatement<?>> all = guidance.all(field);
            List<? extends SourcedStatement<?>> holding =
                    field.adds() ? all : all.stream().limit(1).toList();
            // What one document says of one thing is read together.
            Map<Part, List<String>> together = new LinkedHashMap<>();
            for (SourcedStatement<?> said : holding) {
                String section = said.source().section();
                Source source = section == null ? said.source().section(field.toString()) : said.source();
                Statement<?> statement = said.statement();
                Passage heading = new Passage(statement.scope(), title(field), source)
                        .titled(title(field).replace(".", ""))
                        .asked(statement.asked().text())
                        .about(field);
                together.computeIfAbsent(new Part(heading, said.provider()), none -> new ArrayList<>())
                        .addAll(lines(field, said.value()));
            }
            together.forEach((heading, lines) -> parts.addAll(heading.with(lines)));
        }
        return new FoundPassages(parts, guidance.missing());
    }

    /** These and more. */
    FoundPassages and(FoundPassages more) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(more.parts);
        Set<String> lacking = new LinkedHashSet<>(missing);
        lacking.addAll(more.missing);
        return new FoundPassages(all, List.copyOf(lacking));
    }

    private static String title(Field<?> field) {
        String name = field.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ".";
    }

    private static List<String> lines(Field<?> field, Object value) {
        if (value instanceof Procedure procedure) {
            List<String> lines = new ArrayList<>(procedure.steps());
            procedure.checklist().forEach(item -> lines.add("To confirm: " + item));
            return lines;
        }
        if (value instanceof Course course) {
            Period valid = course.valid();
            return List.of("Required of whoever uses it: " + course.title()
                    + (valid == null ? "." : ". Valid for " + words(valid) + ", then to be renewed."));
        }
        String intro = VALUES.get(field);
        return List.of(intro == null ? value.toString() : intro + words(value) + ".");
    }

    private static String words(Object value) {
        if (value instanceof Duration length) {
            for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
                long many = length.dividedBy(unit.getValue());
                if (unit.getValue().multipliedBy(many).equals(length)) {
                    return counted(many, unit.getKey());
                }
            }
        }
        if (value instanceof Period period) {
            List<String> parts = new ArrayList<>();
            for (TemporalUnit unit : period.getUnits()) {
                if (period.get(unit) != 0) {
                    String name = unit.toString().toLowerCase(Locale.ROOT);
                    parts.add(counted(period.get(unit), name.substring(0, name.length() - 1)));
                }
            }
            return String.join(" and ", parts);
        }
        return value.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
