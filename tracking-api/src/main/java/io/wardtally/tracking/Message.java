package io.wardtally.tracking;

import io.wardtally.tracking.internal.Check;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell people, as a code and what it is told of; the sentence comes from a bundle of the reader's language. The
 * library speaks English and German, and English to everybody else. A host may say it its own way.
 *
 * @param code which sentence, for example {@code input.missing}; it does not change between releases
 * @param arguments what stands at {@code {0}}, {@code {1}} of the sentence; never a patient
 */
public record Message(String code, List<Argument> arguments) implements Serializable {

    private static final String SEVERAL = "several";

    public Message {
        Check.given("code", code);
        arguments = Check.list("arguments", arguments);
    }

    /**
     * A message of this code.
     *
     * @param arguments numbers, times, days, lengths of time, constants of enums, other messages and {@link Argument}s, each of
     *     which keeps its type; anything else as text
     */
    public static Message of(String code, Object... arguments) {
        return new Message(code, Arrays.stream(arguments).map(Argument::of).toList());
    }

    /** Several messages in a row, with a semicolon between them; one alone is itself. */
    public static Message joined(List<Message> all) {
        return all.size() == 1 ? all.get(0) : of(SEVERAL, all.toArray());
    }

    /** The sentence in English. */
    public String says() {
        return says(Locale.ENGLISH);
    }

    /** The sentence in this language, or in English if the library does not speak it. */
    public String says(Locale language) {
        return says(language, code -> null);
    }

    /**
     * The sentence as a host says it. A pattern that names an argument which is not there shows the code and the arguments.
     *
     * @param patterns the host's own pattern of a code, with {@code {0}} for the first argument, and with the key
     *     {@code word.} before a word of that kind; null for what the library shall say
     */
    public String says(Locale language, Function<String, @Nullable String> patterns) {
        return new Sentences(language, patterns).sentence(code, arguments);
    }

    @Override
    public String toString() {
        return says();
    }

    /**
     * What a sentence is told of.
     *
     * @param type how it is shown
     * @param value the same for every language: text, a number, a time, a day or a length of time in the form of ISO 8601, a word
     *     that is looked up, or the code of another message
     * @param arguments those of another message; otherwise none
     */
    public record Argument(Type type, String value, List<Argument> arguments) implements Serializable {

        public Argument {
            Check.given("type", type);
            Check.given("value", value);
            arguments = Check.list("arguments", arguments);
            if (type != Type.MESSAGE && !arguments.isEmpty()) {
                throw Check.bad("input.argument-nested");
            }
        }

        /** A word that has a translation of its own, in English. */
        public static Argument word(String english) {
            return new Argument(Type.WORD, english, List.of());
        }

        static Argument of(Object value) {
            if (value instanceof Argument ready) {
                return ready;
            }
            if (value instanceof Message message) {
                return new Argument(Type.MESSAGE, message.code(), message.arguments());
            }
            if (value instanceof Enum<?> constant) {
                Class<?> owner = constant.getDeclaringClass();
                String name = owner.getName()
                        .substring(owner.getPackageName().length() + 1)
                        .replace('$', '.');
                return word(name + '.' + constant.name());
            }
            return new Argument(type(value), String.valueOf(value), List.of());
        }

        private static Type type(Object value) {
            return value instanceof Number
                    ? Type.NUMBER
                    : value instanceof Instant
                            ? Type.TIME
                            : value instanceof LocalDate
                                    ? Type.DAY
                                    : value instanceof Duration ? Type.DURATION : Type.TEXT;
        }
    }

    /** How an argument is shown. */
    public enum Type {
        /** As it is: an id, a name, a department. */
        TEXT,
        /** In digits. */
        NUMBER,
        /** A point in time, as ISO 8601 writes it. */
        TIME,
        /** A day, as ISO 8601 writes it. */
        DAY,
        /** A length of time: {@code 1 h 30 min}. */
        DURATION,
        /** A word of the reader's language: a field, or a constant such as {@code Condition.READY}. */
        WORD,
        /** Another message. */
        MESSAGE
    }
}
