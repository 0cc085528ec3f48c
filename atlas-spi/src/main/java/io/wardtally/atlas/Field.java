package io.wardtally.atlas;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.function.Consumer;

/**
 * Something that can be known of a device. For most fields the most specific statement holds; of those that {@link #adds} each
 * statement holds beside the others.
 *
 * @param <T> what is said of it
 */
public final class Field<T> {

    /** What is done before a device is used on somebody. */
    public static final Field<Procedure> BEFORE_USE = one("before use", Procedure.class);
    /** What is done while it is used. */
    public static final Field<Procedure> DURING_USE = one("during use", Procedure.class);
    /** What is done when its use ends. */
    public static final Field<Procedure> AFTER_USE = one("after use", Procedure.class);
    /** How it is cleaned and disinfected between two uses. */
    public static final Field<Procedure> CLEANING = one("cleaning", Procedure.class);
    /** A training that whoever uses it has had. */
    public static final Field<Course> TRAINING = several("training", Course.class);
    /** What depends on it. */
    public static final Field<Criticality> CRITICALITY = one("criticality", Criticality.class);
    /** What whoever uses it must know. */
    public static final Field<String> WARNING = new Field<>("warning", String.class, true, Field::text);
    /** For how long it may be used without a break. */
    public static final Field<Duration> LONGEST_USE = length("longest use");
    /** After how long a session is likely to have been forgotten. */
    public static final Field<Duration> FORGOTTEN_AFTER = length("forgotten after");
    /** How often it is inspected and maintained. */
    public static final Field<Period> MAINTENANCE_INTERVAL = period("maintenance interval");
    /** For how long it is expected to serve. */
    public static final Field<Period> EXPECTED_LIFE = period("expected life");
    /** What is done to it between two uses. */
    public static final Field<Turnaround> TURNAROUND = one("turnaround", Turnaround.class);
    /** Something that belongs to it. */
    public static final Field<String> ACCESSORY = new Field<>("accessory", String.class, true, Field::text);
    /** What people call it, beside the name of its kind. */
    public static final Field<String> ALSO_CALLED = new Field<>("also called", String.class, true, Field::line);

    private static final List<Field<?>> ALL = List.of(
            BEFORE_USE,
            DURING_USE,
            AFTER_USE,
            CLEANING,
            TRAINING,
            CRITICALITY,
            WARNING,
            LONGEST_USE,
            FORGOTTEN_AFTER,
            MAINTENANCE_INTERVAL,
            EXPECTED_LIFE,
            TURNAROUND,
            ACCESSORY,
            ALSO_CALLED);

    private final String name;
    private final Class<T> type;
    private final boolean adds;
    private final Consumer<T> check;

    private Field(String name, Class<T> type, boolean adds, Consumer<T> check) {
        this.name = name;
        this.type = type;
        this.adds = adds;
        this.check = check;
    }

    private static <T> Field<T> one(String name, Class<T> type) {
        return new Field<>(name, type, false, value -> {});
    }

    private static <T> Field<T> several(String name, Class<T> type) {
        return new Field<>(name, type, true, value -> {});
    }

    private static Field<Duration> length(String name) {
        return new Field<>(name, Duration.class, false, value -> {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " is longer than nothing");
            }
        });
    }

    private static Field<Period> period(String name) {
        return new Field<>(name, Period.class, false, value -> {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " is longer than nothing");
            }
        });
    }

    private static void line(String value) {
        Text.line("name", value);
    }

    private static void text(String value) {
        Text.paragraph("text", value);
    }

    /** Every field. */
    public static List<Field<?>> all() {
        return ALL;
    }

    /** Whether each statement holds beside the others, rather than the most specific in place of the others. */
    public boolean adds() {
        return adds;
    }

    /** What is said of it, if it can be said of it. */
    T check(Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is no " + type.getSimpleName());
        }
        T checked = type.cast(value);
        check.accept(checked);
        return checked;
    }

    /** That this is said of it. */
    public Statement<T> says(T value, Scope scope, Source source) {
        return new Statement<>(this, value, scope, source);
    }

    @Override
    public String toString() {
        return name;
    }
}
