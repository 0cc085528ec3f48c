package io.wardtally.tracking.core.codec;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.session.PatientId;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Codec that writes any record of the API as lines of text and reads it back: {@code path=value}, in the order of the record's
 * components. What is absent, false, zero or empty is left out, so that a record to which a later version adds a component
 * that may be absent is read and written as before. A line that is not understood or missing is refused: what may be absent says
 * {@link StoredFormat}. A {@link Message} is one line, as {@link MessageLine} writes it, and so are numbers, as {@link NumberLine}
 * does. One form serves facts, items and remembered answers.
 *
 * <p>A {@link Personal} value is handed to a vault, and what the vault gives back is written in its place.
 */
public final class RecordCodec {

    private static final Map<Class<?>, BiFunction<Class<?>, String, Object>> SCALARS = Map.of(
            String.class, (type, text) -> text,
            Boolean.class, (type, text) -> Boolean.valueOf(text),
            Integer.class, (type, text) -> Integer.valueOf(text),
            Long.class, (type, text) -> Long.valueOf(text),
            Instant.class, (type, text) -> Instant.parse(text),
            Duration.class, (type, text) -> Duration.parse(text),
            LocalDate.class, (type, text) -> LocalDate.parse(text),
            UUID.class, (type, text) -> UUID.fromString(text));

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    /** No name of a component is as long as this. */
    private static final int END = Integer.MAX_VALUE;

    /** Begins a fingerprint that stands in place of a personal value; nothing else begins so. */
    public static final char FINGERPRINT = '#';

    private RecordCodec() {}

    /** Vault for personal values while a record is written. */
    @FunctionalInterface
    public interface Vault {
        /** Keeps the value found at this path, and says what to write instead, free of line breaks. */
        String keep(String path, String value);
    }

    /** Source of personal values while a record is read. */
    @FunctionalInterface
    public interface Reveal {
        /** The value that was kept for this path, or null if it is gone. */
        @Nullable
        String value(String path);
    }

    /** The lines of a record that has nothing personal in it, or whose lines are not kept. */
    public static String write(Record value) {
        return write(value, (path, personal) -> escape(personal));
    }

    /** The lines of a record whose personal values go into a vault. */
    public static String write(Record value, Vault vault) {
        StringBuilder out = new StringBuilder(1024);
        new Writing(out, new StringBuilder(64), vault).components(value);
        return out.toString();
    }

    /**
     * The record with these lines.
     *
     * @throws RuntimeException of some kind if it cannot be made from them
     */
    public static <T extends Record> T read(Class<T> type, String lines) {
        return read(type, parse(lines), path -> null);
    }

    /** The same from parsed lines, with personal values from elsewhere. */
    public static <T extends Record> T read(Class<T> type, Map<String, String> lines, Reveal reveal) {
        Reading reading = new Reading(lines, reveal);
        T read = type.cast(reading.record("", type));
        if (reading.understood != lines.size()) {
            throw new IllegalArgumentException("a line is not understood");
        }
        return read;
    }

    /** Lines by their paths. */
    public static Map<String, String> parse(String lines) {
        Map<String, String> parsed = new LinkedHashMap<>();
        int from = 0;
        while (from < lines.length()) {
            int end = lines.indexOf('\n', from);
            int equals = lines.indexOf('=', from);
            if (end < 0 || equals < 0 || equals > end) {
                throw new IllegalArgumentException("a line is broken");
            }
            if (parsed.put(lines.substring(from, equals), unescape(lines.substring(equals + 1, end))) != null) {
                throw new IllegalArgumentException("a path stands there twice");
            }
            from = end + 1;
        }
        return parsed;
    }

    /** Adds one line. */
    public static void line(StringBuilder out, String path, String value) {
        out.append(path).append('=').append(escape(value)).append('\n');
    }

    // The mark of a fingerprint is escaped, too: it stands where the vault wrote it and nowhere else.
    private static String escape(String value) {
        if (isPlain(value)) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\', FINGERPRINT -> out.append('\\').append(c);
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n' || c == '\r' || c == '\\' || c == FINGERPRINT) {
                return false;
            }
        }
        return true;
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(++i);
            out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return out.toString();
    }

    /** Lines that are being written, and the path of the next one. */
    private record Writing(StringBuilder out, StringBuilder path, Vault vault) {

        void components(Object of) {
            Shape shape = SHAPES.get(of.getClass());
            int parent = path.length();
            for (int i = 0; i < shape.names.length; i++) {
                Object component = shape.get(i, of);
                if (component != null && shape.says(i, component)) {
                    path.append(parent == 0 ? "" : ".").append(shape.names[i]);
                    value(component);
                    path.setLength(parent);
                }
            }
        }

        private void value(Object value) {
            if (value instanceof List<?> list && list.get(0) instanceof Integer) {
                line(NumberLine.write(list.stream().map(Integer.class::cast).toList()));
            } else if (value instanceof List<?> list) {
                line(Integer.toString(list.size()));
                int parent = path.length();
                for (int i = 0; i < list.size(); i++) {
                    path.append('.').append(i);
                    value(list.get(i));
                    path.setLength(parent);
                }
            } else if (value instanceof Personal<?> personal) {
                personal.value().ifPresent(inner -> line(vault.keep(path.toString(), scalar(inner))));
            } else if (value instanceof Record && !SHAPES.get(value.getClass()).oneLine) {
                line("");
                components(value);
            } else {
                line(escape(scalar(value)));
            }
        }

        private void line(String escaped) {
            out.append(path).append('=').append(escaped).append('\n');
        }
    }

    private static String scalar(Object value) {
        if (value instanceof Message message) {
            return MessageLine.write(message);
        }
        if (value instanceof PatientId patient) {
            // Only for fingerprints: what is stored holds pseudonyms.
            return patient.system() + ' ' + patient.value();
        }
        if (value instanceof Record) {
            return scalar(Objects.requireNonNull(SHAPES.get(value.getClass()).get(0, value)));
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /** The same in bytes, for fingerprints: nobody reads those back, and text would take most of their time. */
    public static void feed(Record value, CanonicalBytes bytes) {
        Shape shape = SHAPES.get(value.getClass());
        for (int i = 0; i < shape.names.length; i++) {
            Object component = shape.get(i, value);
            if (component != null && shape.says(i, component)) {
                bytes.raw(shape.marks[i]);
                feedValue(component, bytes);
            }
        }
        bytes.put(END);
    }

    private static void feedValue(Object value, CanonicalBytes bytes) {
        if (value instanceof List<?> list) {
            bytes.put(list.size());
            list.forEach(item -> feedValue(item, bytes));
        } else if (value instanceof Instant time) {
            bytes.put(time);
        } else if (value instanceof UUID id) {
            bytes.put(id.getMostSignificantBits()).put(id.getLeastSignificantBits());
        } else if (value instanceof Record one && SHAPES.get(one.getClass()).wrapsOne) {
            feedValue(Objects.requireNonNull(SHAPES.get(one.getClass()).get(0, one)), bytes);
        } else if (value instanceof Record nested && !(nested instanceof Message)) {
            feed(nested, bytes);
        } else {
            bytes.put(scalar(value));
        }
    }

    /** One record that is being read, and how many of its lines were understood. */
    private static final class Reading {

        private final Map<String, String> lines;
        private final Reveal reveal;
        private int understood;

        Reading(Map<String, String> lines, Reveal reveal) {
            this.lines = lines;
            this.reveal = reveal;
        }

        Object record(String prefix, Class<?> type) {
            Shape shape = SHAPES.get(type);
            @Nullable Object[] components = new Object[shape.names.length];
            for (int i = 0; i < components.length; i++) {
                String path = prefix.isEmpty() ? shape.names[i] : prefix + '.' + shape.names[i];
                String text = line(path);
                if (text == null && shape.blanks[i] == null && !shape.mayBeAbsent(i)) {
                    throw new IllegalArgumentException("a line is missing");
                }
                components[i] = text == null ? shape.blanks[i] : value(path, shape.types[i], text);
            }
            return shape.make(components);
        }

        private @Nullable String line(String path) {
            String text = lines.get(path);
            understood += text == null ? 0 : 1;
            return text;
        }

        private @Nullable Object value(String path, Type type, String text) {
            if (type instanceof ParameterizedType generic) {
                Type inner = generic.getActualTypeArguments()[0];
                if (generic.getRawType() == Personal.class) {
                    String value = reveal.value(path);
                    return value == null ? Personal.gone() : Personal.of(readScalar((Class<?>) inner, value));
                }
                return inner == Integer.class ? NumberLine.read(text) : list(path, inner, Integer.parseInt(text));
            }
            Class<?> plain = (Class<?>) type;
            return plain.isRecord() && !SHAPES.get(plain).oneLine ? record(path, plain) : readScalar(plain, text);
        }

        private List<Object> list(String path, Type inner, int size) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String itemPath = path + '.' + i;
                String item = line(itemPath);
                Object value = item == null ? null : value(itemPath, inner, item);
                if (value == null) {
                    throw new IllegalArgumentException("an item of a list is missing");
                }
                list.add(value);
            }
            return list;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object readScalar(Class<?> type, String text) {
        if (type.isEnum()) {
            return Enum.valueOf((Class) type, text);
        }
        if (type == Message.class) {
            return MessageLine.read(text);
        }
        if (type.isRecord()) {
            Shape shape = SHAPES.get(type);
            return shape.make(readScalar((Class<?>) shape.types[0], text));
        }
        BiFunction<Class<?>, String, Object> reader =
                SCALARS.get(MethodType.methodType(type).wrap().returnType());
        if (reader == null) {
            throw new IllegalArgumentException("no lines are known for " + type);
        }
        return reader.apply(type, text);
    }

    /** Shape of a record type: how to take it apart and put it together. */
    private static final class Shape {

        private final String[] names;
        private final Type[] types;
        /** The names as they go into a fingerprint. */
        private final byte[][] marks;
        /** Values of components of which nothing is written. */
        private final @Nullable Object[] blanks;

        /** Whether it only gives a name to one value, like an id. */
        private final boolean wrapsOne;

        /** Whether all of it stands in one line. */
        private final boolean oneLine;

        private final List<Function<Object, @Nullable Object>> getters = new ArrayList<>();
        private final MethodHandle constructor;
        private final Class<?> type;

        Shape(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            this.type = type;
            names = new String[components.length];
            types = new Type[components.length];
            blanks = new Object[components.length];
            marks = new byte[components.length][];
            Class<?>[] raw = new Class<?>[components.length];
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            try {
                for (int i = 0; i < components.length; i++) {
                    names[i] = components[i].getName();
                    marks[i] = new CanonicalBytes().put(names[i]).bytes();
                    types[i] = components[i].getGenericType();
                    raw[i] = components[i].getType();
                    blanks[i] = raw[i] == List.class ? List.of() : Array.get(Array.newInstance(raw[i], 1), 0);
                    getters.add(getter(components[i]));
                }
                constructor = lookup.findConstructor(type, MethodType.methodType(void.class, raw))
                        .asSpreader(Object[].class, raw.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (Throwable notPublic) {
                throw unchecked(notPublic);
            }
            wrapsOne = names.length == 1 && names[0].equals("value");
            oneLine = wrapsOne || type == Message.class;
        }

        boolean mayBeAbsent(int which) {
            return StoredFormat.mayBeAbsent(type, names[which]);
        }

        boolean says(int which, Object component) {
            return blanks[which] == null || !component.equals(blanks[which]);
        }

        /** An accessor that is compiled like any other call, which a method handle out of an array is not. */
        @SuppressWarnings("unchecked")
        private static Function<Object, @Nullable Object> getter(RecordComponent component) throws Throwable {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle accessor = lookup.unreflect(component.getAccessor());
            return (Function<Object, @Nullable Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            accessor,
                            accessor.type().wrap())
                    .getTarget()
                    .invoke();
        }

        @Nullable
        Object get(int component, Object from) {
            return getters.get(component).apply(from);
        }

        Object make(@Nullable Object... components) {
            try {
                return constructor.invokeExact(components);
            } catch (Throwable refused) {
                throw unchecked(refused);
            }
        }

        private static RuntimeException unchecked(Throwable thrown) {
            if (thrown instanceof Error error) {
                throw error;
            }
            return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
        }
    }
}
