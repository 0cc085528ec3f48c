package io.wardtally.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.staff.Permission;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bundles against the sources of the library: nothing is said that has no sentence, and no sentence is never said. */
class SentencesTest {

    private static final String WORD = "word.";
    private static final List<String> MODULES = List.of("tracking-api", "tracking-core", "tracking-jpa");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern SAID =
            Pattern.compile("\\b(?:Message\\.of|bad|Schema\\.missing|unreadable)\\(\\s*\"([^\"]+)\"");
    private static final Pattern FIELD = Pattern.compile("(?<![\\w.])(?:(?:Check\\.)?"
            + "(?:given|id|name|nameOrNull|list|text|textOrNull|positive|time|timeOrNull|dateOrNull|missing|tooLong)\\("
            + "|(?:Message\\.)?(?:Argument\\.)?word\\(|length\\(on,|new KeyRing\\(|PageToken\\.of\\(|new Walk<>\\()"
            + "\\s*\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+|\\*)}");

    private static final Map<String, String> ENGLISH = bundle("messages.properties");
    private static final Map<String, String> GERMAN = bundle("messages_de.properties");
    private static final String SOURCES = sources();

    private static Map<String, String> bundle(String file) {
        Properties all = new Properties();
        try (Reader text =
                Files.newBufferedReader(Path.of("../tracking-api/src/main/resources/io/wardtally/tracking", file))) {
            all.load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, all::getProperty, (one, other) -> one, TreeMap::new));
    }

    private static String sources() {
        StringBuilder all = new StringBuilder();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return all.toString();
    }

    private static Set<String> found(Pattern pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(SOURCES);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static Set<String> codes() {
        return ENGLISH.keySet().stream().filter(key -> !key.startsWith(WORD)).collect(Collectors.toSet());
    }

    private static String key(String word) {
        return WORD + word.replace(' ', '-');
    }

    private static List<String> constants() {
        List<String> all = new ArrayList<>();
        for (Class<?> type : List.of(Condition.class, LifeStage.class, Hold.Kind.class, Permission.class)) {
            for (Object constant : type.getEnumConstants()) {
                all.add(Message.of("x", constant).arguments().get(0).value());
            }
        }
        return all;
    }

    @Test
    void both_languages_have_the_same_sentences_with_the_same_places() {
        assertThat(GERMAN.keySet()).isEqualTo(ENGLISH.keySet());
        ENGLISH.forEach((key, english) -> {
            assertThat(english).as(key).isNotBlank();
            assertThat(GERMAN.get(key)).as(key).isNotBlank();
            assertThat(places(GERMAN.get(key))).as(key).isEqualTo(places(english));
        });
    }

    private static Set<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(place -> place.group(1)).collect(Collectors.toSet());
    }

    @Test
    void everything_that_is_said_has_a_sentence() {
        assertThat(codes()).containsAll(found(SAID));
        Set<String> families =
                codes().stream().map(code -> code.replaceAll("\\..*", "")).collect(Collectors.toSet());
        assertThat(found(TEXT).stream()
                        .filter(text -> CODE.matcher(text).matches())
                        .filter(text -> families.contains(text.substring(0, text.indexOf('.')))))
                .as("what looks like a code is one")
                .isSubsetOf(codes());
        // The scan would find nothing to complain of if it found nothing at all.
        assertThat(found(SAID))
                .hasSizeGreaterThan(100)
                .contains("asset.in-use", "input.too-long", "store.table-missing");
    }

    @Test
    void every_sentence_is_said() {
        assertThat(found(TEXT))
                .containsAll(
                        codes().stream().filter(code -> !code.equals("several")).toList());
    }

    @Test
    void every_field_and_every_constant_has_a_word() {
        Set<String> fields = found(FIELD);
        assertThat(fields).hasSizeGreaterThan(100).contains("asset id", "reason", "extension", "audit-key");
        assertThat(fields).allSatisfy(field -> assertThat(ENGLISH).containsEntry(key(field), field));
        assertThat(constants()).allSatisfy(constant -> assertThat(ENGLISH).containsKey(key(constant)));
        for (Identifier.Kind kind : Identifier.Kind.values()) {
            assertThat(ENGLISH).containsEntry(key(kind.words()), kind.words());
        }
        assertThat(Wardtally.FEATURES)
                .flatExtracting(feature -> feature.kinds())
                .allSatisfy(kind -> assertThat(ENGLISH).containsKey(key(kind.name())));
    }

    @Test
    void every_word_is_used() {
        Set<String> used = found(TEXT).stream().map(SentencesTest::key).collect(Collectors.toSet());
        constants().forEach(constant -> used.add(key(constant)));
        assertThat(ENGLISH.keySet().stream().filter(key -> key.startsWith(WORD)))
                .isSubsetOf(used);
    }

    @Test
    void a_message_is_stored_as_code_and_arguments() {
        Message message = Message.of(
                "readiness.overridden",
                Message.of("asset.is", "INF001\n#", Condition.CLEANING),
                Duration.ofHours(3),
                4);
        String lines = RecordCodec.write(message);
        assertThat(RecordCodec.read(Message.class, lines)).isEqualTo(message);
        assertThat(lines)
                .contains("code=readiness.overridden")
                .contains("Condition.CLEANING")
                .doesNotContain("is cleaning");
        assertThat(Arrays.stream(Message.Type.values()).map(Enum::name)).containsAll(types(lines));
    }

    private static List<String> types(String lines) {
        return lines.lines()
                .filter(line -> line.contains("type="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .toList();
    }
}
