package io.wardtally.tracking;

import io.wardtally.tracking.Message.Argument;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sentences of the library in one language, or as a host says them. Saying something never fails. */
final class Sentences {

    // ResourceBundle.getBundle would fall back to the language of the machine, and a module may not tell it otherwise.
    private static final Map<String, String> ENGLISH = load("messages.properties");
    private static final Map<String, Map<String, String>> OTHERS = new ConcurrentHashMap<>();
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,3}|\\*)}");

    private final Map<String, String> language;
    private final Function<String, @Nullable String> patterns;

    Sentences(Locale language, Function<String, @Nullable String> patterns) {
        this.language = language(language.getLanguage());
        this.patterns = patterns;
    }

    /** Those of the file of this language, or the English ones. */
    private static Map<String, String> language(String code) {
        if (!LANGUAGE.matcher(code).matches()) {
            return ENGLISH;
        }
        Map<String, String> loaded = OTHERS.computeIfAbsent(code, some -> {
            Map<String, String> sentences = load("messages_" + some + ".properties");
            return sentences.isEmpty() ? null : sentences;
        });
        return loaded == null ? ENGLISH : loaded;
    }

    /** The key of a word. */
    static String key(String word) {
        return "word." + word.replace(' ', '-');
    }

    /** The sentence; an unknown code or a broken pattern shows the code and the arguments. */
    String sentence(String code, List<Argument> arguments) {
        List<String> shown = arguments.stream().map(this::shown).toList();
        String pattern = pattern(code);
        String sentence = pattern == null ? null : filled(pattern, shown);
        return sentence != null ? sentence : shown.isEmpty() ? code : code + " (" + String.join(", ", shown) + ")";
    }

    private @Nullable String pattern(String key) {
        String own = patterns.apply(key);
        return own != null ? own : language.getOrDefault(key, ENGLISH.get(key));
    }

    private String shown(Argument argument) {
        return switch (argument.type()) {
            case TEXT, NUMBER, TIME, DAY -> argument.value();
            case DURATION -> duration(argument.value());
            case WORD -> {
                String word = pattern(key(argument.value()));
                yield word == null ? argument.value() : word;
            }
            case MESSAGE -> sentence(argument.value(), argument.arguments());
        };
    }

    /** The pattern with its arguments, which are not looked at for places of their own; null if it asks for one that is not there. */
    private static @Nullable String filled(String pattern, List<String> arguments) {
        Matcher places = PLACE.matcher(pattern);
        StringBuilder out = new StringBuilder();
        while (places.find()) {
            String place = places.group(1);
            if (place.equals("*")) {
                places.appendReplacement(out, Matcher.quoteReplacement(String.join("; ", arguments)));
            } else if (Integer.parseInt(place) < arguments.size()) {
                places.appendReplacement(out, Matcher.quoteReplacement(arguments.get(Integer.parseInt(place))));
            } else {
                return null;
            }
        }
        return places.appendTail(out).toString();
    }

    // The signs are the same in every language.
    private static String duration(String iso) {
        try {
            Duration length = Duration.parse(iso);
            String shown = part(length.toDays(), " d ")
                    + part(length.toHoursPart(), " h ")
                    + part(length.toMinutesPart(), " min ")
                    + part(length.toSecondsPart(), " s");
            return shown.isEmpty() ? iso : shown.strip();
        } catch (DateTimeException none) {
            return iso;
        }
    }

    private static String part(long number, String sign) {
        return number == 0 ? "" : number + sign;
    }

    private static Map<String, String> load(String file) {
        try (InputStream in = Sentences.class.getResourceAsStream(file)) {
            if (in == null) {
                return Map.of();
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            ResourceBundle bundle = new PropertyResourceBundle(text);
            return bundle.keySet().stream().collect(Collectors.toUnmodifiableMap(key -> key, bundle::getString));
        } catch (IOException | IllegalArgumentException damaged) {
            // Codes are shown then: who wants to say what went wrong must not fail over it.
            return Map.of();
        }
    }
}
