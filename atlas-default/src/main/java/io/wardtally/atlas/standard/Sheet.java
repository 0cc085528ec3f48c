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
import java.util.function.Supplier;
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
        source = source();
        statements();
        topics();
        List<String> unknown = lines.besides(read);
        if (!unknown.isEmpty()) {
            throw new SheetProblems(unknown);
        }
    }

    private Source source() {
        String effective = get("effective");
        LocalDate from = effective == null ? null : value("effective", effective, LocalDate::parse);
        Confidence confidence = value("confidence", get("confidence", "hospital"), Sheet::confidence);
        String document = needed("document");
        Source plain = checked("document", () -> Source.of(document, "1", confidence));
        String language = get("language", "en");
        checked("language", () -> plain.in(language));
        Source.Review review = review();
        return checked(
                "revision", () -> new Source(document, null, get("revision", "1"), from, confidence, language, review));
    }

    private Source.@Nullable Review review() {
        if (get("reviewed-by") == null && get("reviewed-on") == null) {
            return null;
        }
        String by = needed("reviewed-by");
        LocalDate on = value("reviewed-on", needed("reviewed-on"), LocalDate::parse);
        return checked("reviewed-by", () -> new Source.Review(by, on));
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
            List<String> steps = numbered(key + '.', Procedure::of);
            List<String> checklist = numbered(key + ".confirm.", Procedure::of);
            if (!steps.isEmpty()) {
                String first = key + ".1";
                say(key, first, field, checked(first, () -> new Procedure(steps, checklist)));
            } else if (!checklist.isEmpty()) {
                throw lines.problem(key + ".confirm.1", "there is something to confirm, and no steps");
            }
        });
        numbered("warning", Field.WARNING);
        numbered("accessory", Field.ACCESSORY);
        each("training.", (id, title) -> {
            String key = "training." + id;
            say("training", key, Field.TRAINING, value(key, title, text -> course(id, text)));
        });
        one("training-required", Sheet::truth, required -> {
            if (required) {
                String which =
                        categories.isEmpty() ? "device" : categories.iterator().next();
                String key = "training-required";
                say(key, Field.TRAINING, checked(key, () -> new Course(which, "Training: " + which, null)));
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
        say(key, key, field, value);
    }

    /**
     * Says this of a field.
     *
     * @param key what it is called where its source and search words are named
     * @param at the key under which it stands
     */
    private <T> void say(String key, String at, Field<T> field, T value) {
        if (!field.adds() && statements.stream().anyMatch(each -> each.about() == field)) {
            throw lines.problem(at, field + " is said twice, by this and by another key");
        }
        Source where = source(key);
        Statement<T> statement = checked(at, () -> field.says(value, scope, where));
        statements.add(checked(key + ".asked", () -> statement.asked(asked(key))));
    }

    /** Where the value of this key stands, if not where the rest of the sheet does. */
    private Source source(String key) {
        String document = get(key + ".source", source.document());
        String section = get(key + ".section");
        String revision = get(key + ".revision", source.revision());
        Confidence confidence = value(
                key + ".confidence",
                get(key + ".confidence", source.confidence().name()),
                Sheet::confidence);
        checked(key + ".source", () -> Source.of(document, "1", confidence));
        if (section != null) {
            checked(key + ".section", () -> source.section(section));
        }
        return checked(
                key + ".revision",
                () -> new Source(
                        document,
                        section,
                        revision,
                        source.effective(),
                        confidence,
                        source.language(),
                        source.review()));
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
        String emergency = get(key + ".emergency");
        Source where = source(key);
        Passage plain = checked(key + ".text", () -> new Passage(scope, text, where));
        Passage titled = checked(key + ".title", () -> plain.titled(title));
        // Another document has no section of this title.
        boolean isOurs = where.section() == null && where.document().equals(source.document());
        Passage placed = isOurs ? titled.from(where.section(title)) : titled;
        Passage passage = checked(key + ".asked", () -> placed.asked(asked(key)));
        boolean isUrgent = emergency != null && value(key + ".emergency", emergency, Sheet::truth);
        passages.add(isUrgent ? passage.inEmergency() : passage);
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

    private void numbered(String key, Field<String> field) {
        List<String> values = numbered(key + '.', value -> value);
        for (int i = 0; i < values.size(); i++) {
            say(key, key + '.' + (i + 1), field, values.get(i));
        }
    }

    /** The values of 1, 2, 3 … behind this, of each of which something can be made. */
    private List<String> numbered(String beginning, Function<String, ?> making) {
        List<String> values = new ArrayList<>();
        String key = beginning + 1;
        String value = get(key);
        while (value != null) {
            String one = value;
            checked(key, () -> making.apply(one));
            values.add(one);
            key = beginning + (values.size() + 1);
            value = get(key);
        }
        String next = key;
        lines.all().tailMap(beginning).forEach((other, line) -> {
            boolean isNumber = other.startsWith(beginning)
                    && other.substring(beginning.length()).matches("\\d+");
            if (isNumber && !read.contains(other)) {
                throw lines.problem(other, next + " is missing before it");
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

    /** What is made of the line with this key, or the problem with it. */
    private <T> T checked(String key, Supplier<T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException no) {
            throw lines.problem(key, String.valueOf(no.getMessage()));
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
