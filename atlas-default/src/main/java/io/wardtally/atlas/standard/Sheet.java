package io.wardtally.atlas.standard;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.Course;
import io.wardtally.atlas.Criticality;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.atlas.Turnaround;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sheet on a device: lines of keys and values, to which devices they apply and what holds for those. Every key is known or the
 * sheet is refused, so that a slip of the pen is not lost.
 *
 * <pre>{@code
 * category = ventilator
 * manufacturer = MedEquip Inc
 * model = VB-500
 * document = VB-500 manual
 * revision = 7
 * confidence = manufacturer
 * reviewed-by = Dr Grant, clinical engineering
 * reviewed-on = 2026-10-01
 * before-use.1 = Connect the test lung.
 * before-use.confirm.1 = Self-test passed
 * maintenance-interval = 180 d
 * maintenance-interval.section = 9.2
 * topic.filter.title = Changing the filter
 * topic.filter.text = Open the flap at the back …
 * topic.filter.asked = dust, fluff, hot at the back
 * }</pre>
 */
final class Sheet {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,5}) ?(h|d|min)");
    private static final Map<String, Field<Procedure>> PROCEDURES = Map.of(
            "before-use", Field.BEFORE_USE,
            "during-use", Field.DURING_USE,
            "after-use", Field.AFTER_USE,
            "cleaning", Field.CLEANING);
    private static final Set<String> ABOUT_A_FIELD = Set.of("source", "confidence", "section", "revision", "asked");

    private static final List<String> OF_A_TOPIC =
            List.of(".text", ".title", ".asked", ".emergency", ".source", ".section", ".revision", ".confidence");

    private final SheetLines lines;
    private final UnaryOperator<String> more;
    private final Set<String> read = new TreeSet<>();
    private final Set<String> categories = new TreeSet<>();
    private final @Nullable String manufacturer;
    private final @Nullable String model;
    private final @Nullable String gtin;
    private final @Nullable String unit;
    private final Scope scope;
    private final Source source;
    private final List<Statement<?>> statements = new ArrayList<>();
    private final List<Passage> passages = new ArrayList<>();

    /** @throws SheetProblems if it cannot be understood */
    Sheet(String text) {
        this(text, key -> "");
    }

    /** @param more by which words people ask for what stands under a key, beside those in the sheet; empty if by none */
    Sheet(String text, UnaryOperator<String> more) {
        this.more = more;
        lines = new SheetLines(text);
        for (String word : (get("category", "") + "," + get("aliases", "")).split(",", -1)) {
            if (!word.isBlank()) {
                categories.add(plain(word));
            }
        }
        manufacturer = get("manufacturer");
        model = get("model");
        gtin = get("gtin");
        unit = get("unit");
        scope = scope();
        String effective = get("effective");
        source = new Source(
                needed("document"),
                null,
                get("revision", "1"),
                effective == null ? null : value("effective", effective, LocalDate::parse),
                value("confidence", get("confidence", "hospital"), Sheet::confidence),
                get("language", "en"),
                review());
        statements();
        topics();
        List<String> unknown = lines.besides(read);
        if (!unknown.isEmpty()) {
            throw new SheetProblems(unknown);
        }
    }

    private Source.@Nullable Review review() {
        String by = get("reviewed-by");
        String on = get("reviewed-on");
        if (by == null && on == null) {
            return null;
        }
        return new Source.Review(needed("reviewed-by"), value("reviewed-on", needed("reviewed-on"), LocalDate::parse));
    }

    private Scope scope() {
        if (unit != null) {
            return Scope.UNIT;
        }
        if (gtin != null) {
            return Scope.GTIN;
        }
        if (model != null && manufacturer == null) {
            throw lines.problem("model", "it needs a manufacturer");
        }
        if (manufacturer != null) {
            return model == null ? Scope.MANUFACTURER : Scope.MODEL;
        }
        return categories.isEmpty() ? Scope.GENERAL : Scope.CATEGORY;
    }

    /** Whether it applies to this device: to all that it names. */
    boolean appliesTo(DeviceKey device) {
        return (categories.isEmpty() || categories.contains(plain(device.category())))
                && fits(manufacturer, device.manufacturer())
                && fits(model, device.model())
                && fits(gtin, device.gtin())
                && (unit == null || unit.equals(device.unit()));
    }

    private static boolean fits(@Nullable String wanted, @Nullable String is) {
        return wanted == null || wanted.equalsIgnoreCase(is);
    }

    /** A word for a category, however it is written. */
    private static String plain(String category) {
        return category.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** What the devices are called to which it applies. */
    List<String> names() {
        return List.copyOf(categories);
    }

    List<Statement<?>> statements(DeviceKey device) {
        return appliesTo(device) ? statements : List.of();
    }

    List<Passage> passages(DeviceKey device) {
        return appliesTo(device) ? passages : List.of();
    }

    private void statements() {
        PROCEDURES.forEach((key, field) -> {
            List<String> steps = numbered(key + '.');
            List<String> checklist = numbered(key + ".confirm.");
            if (!steps.isEmpty()) {
                say(key, field, new Procedure(steps, checklist));
            } else if (!checklist.isEmpty()) {
                throw lines.problem(key + ".confirm.1", "there is something to confirm, and no steps");
            }
        });
        numbered("warning.").forEach(warning -> say("warning", Field.WARNING, warning));
        numbered("accessory.").forEach(accessory -> say("accessory", Field.ACCESSORY, accessory));
        each("training.", (id, title) -> say("training", Field.TRAINING, course(id, title)));
        one("training-required", Sheet::truth, required -> {
            if (required) {
                String which =
                        categories.isEmpty() ? "device" : categories.iterator().next();
                say("training-required", Field.TRAINING, new Course(which, "Training: " + which, null));
            }
        });
        one(
                "criticality",
                text -> constant(Criticality.class, text),
                level -> say("criticality", Field.CRITICALITY, level));
        one(
                "critical-device",
                Sheet::truth,
                critical -> say("critical-device", Field.CRITICALITY, critical ? Criticality.HIGH : Criticality.LOW));
        one("longest-use", Sheet::duration, length -> say("longest-use", Field.LONGEST_USE, length));
        one("forgotten-after", Sheet::duration, length -> say("forgotten-after", Field.FORGOTTEN_AFTER, length));
        one(
                "maintenance-interval",
                Sheet::period,
                period -> say("maintenance-interval", Field.MAINTENANCE_INTERVAL, period));
        one("expected-life", Sheet::period, period -> say("expected-life", Field.EXPECTED_LIFE, period));
        for (String alias : get("aliases", "").split(",", -1)) {
            if (!alias.isBlank()) {
                say("aliases", Field.ALSO_CALLED, alias.strip());
            }
        }
        one("turnaround", text -> constant(Turnaround.class, text), way -> say("turnaround", Field.TURNAROUND, way));
    }

    private <T> void say(String key, Field<T> field, T value) {
        if (!field.adds() && statements.stream().anyMatch(each -> each.about() == field)) {
            throw lines.problem(key, field + " is said twice, by this and by another key");
        }
        try {
            statements.add(field.says(value, scope, source(key)).asked(asked(key)));
        } catch (IllegalArgumentException no) {
            throw lines.problem(key, String.valueOf(no.getMessage()));
        }
    }

    /** Where the value of this key stands, if not where the rest of the sheet does. */
    private Source source(String key) {
        String document = get(key + ".source", source.document());
        return new Source(
                document,
                get(key + ".section"),
                get(key + ".revision", source.revision()),
                source.effective(),
                value(
                        key + ".confidence",
                        get(key + ".confidence", source.confidence().name()),
                        Sheet::confidence),
                source.language(),
                source.review());
    }

    private void topics() {
        each("topic.", (path, text) -> {
            if (path.endsWith(".text")) {
                String id = path.substring(0, path.length() - ".text".length());
                topic("topic." + id, text);
            } else if (OF_A_TOPIC.stream().noneMatch(path::endsWith)) {
                throw lines.problem("topic." + path, "a topic has a title and a text, but nothing of this name");
            }
        });
    }

    private void topic(String key, String text) {
        String title = needed(key + ".title");
        Source where = source(key);
        try {
            // Another document has no section of this title.
            boolean isOurs = where.section() == null && where.document().equals(source.document());
            Passage passage = new Passage(scope, text, isOurs ? where.section(title) : where)
                    .titled(title)
                    .asked(asked(key));
            boolean[] emergency = {false};
            one(key + ".emergency", Sheet::truth, urgent -> emergency[0] = urgent);
            passages.add(emergency[0] ? passage.inEmergency() : passage);
        } catch (SheetProblems no) {
            throw no;
        } catch (IllegalArgumentException no) {
            throw lines.problem(key + ".text", String.valueOf(no.getMessage()));
        }
    }

    private String asked(String key) {
        return (get(key + ".asked", "") + '\n' + more.apply(key)).strip();
    }

    private @Nullable String get(String key) {
        SheetLines.Line line = lines.all().get(key);
        if (line == null) {
            return null;
        }
        read.add(key);
        return line.value();
    }

    private String get(String key, String otherwise) {
        String value = get(key);
        return value == null ? otherwise : value;
    }

    private String needed(String key) {
        String value = get(key);
        if (value == null) {
            throw lines.problem(key, "it is missing");
        }
        return value;
    }

    private interface Line {
        void take(String rest, String value);
    }

    /** Each line whose key begins so, in the order of the rest. */
    private void each(String beginning, Line line) {
        lines.all().tailMap(beginning).forEach((key, found) -> {
            String rest = key.startsWith(beginning) ? key.substring(beginning.length()) : "";
            if (!rest.isEmpty() && !ABOUT_A_FIELD.contains(rest)) {
                read.add(key);
                line.take(rest, found.value());
            }
        });
    }

    /** The values of 1, 2, 3 … behind this. */
    private List<String> numbered(String beginning) {
        List<String> values = new ArrayList<>();
        String value = get(beginning + 1);
        while (value != null) {
            values.add(value);
            value = get(beginning + (values.size() + 1));
        }
        lines.all().tailMap(beginning).forEach((key, line) -> {
            boolean isNumber = key.startsWith(beginning)
                    && key.substring(beginning.length()).matches("\\d+");
            if (isNumber && !read.contains(key)) {
                throw lines.problem(key, beginning + (values.size() + 1) + " is missing before it");
            }
        });
        return values;
    }

    private interface Use<T> {
        void of(T value);
    }

    private <T> void one(String key, Function<String, T> parse, Use<T> use) {
        String text = get(key);
        if (text != null) {
            use.of(value(key, text, parse));
        }
    }

    private <T> T value(String key, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeParseException no) {
            throw lines.problem(key, "it cannot be understood");
        } catch (IllegalArgumentException no) {
            throw lines.problem(key, "it cannot be understood: " + no.getMessage());
        }
    }

    private static Course course(String id, String title) {
        int end = title.lastIndexOf(';');
        return end < 0
                ? new Course(id, title, null)
                : new Course(
                        id,
                        title.substring(0, end).strip(),
                        period(title.substring(end + 1).strip()));
    }

    private static Confidence confidence(String text) {
        return constant(Confidence.class, text);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("it is one of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("it is yes or no");
        };
    }

    /** {@code 8 h}, {@code 90 min}, {@code 7 d}, or as ISO 8601 has it. */
    private static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            return Duration.parse(text);
        }
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** {@code 180 d}, or as ISO 8601 has it. */
    private static Period period(String text) {
        Matcher amount = AMOUNT.matcher(text);
        return amount.matches() && amount.group(2).equals("d")
                ? Period.ofDays(Integer.parseInt(amount.group(1)))
                : Period.parse(text);
    }
}
