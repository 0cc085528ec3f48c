package io.wardtally.tracking.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The names and types of everything that is stored as lines of text or fingerprinted: facts, items, rows, answers. They stand in
 * {@code stored-format.txt}, which is a promise: what was written once can be read and verified by every later version. A test
 * compares the file with the records.
 *
 * <p>A record stands on a line of its own, its components are indented below it. A component whose type ends in a question mark
 * may be absent; that is how a component is added to a record that was stored before.
 */
final class StoredFormat {

    private static final Map<String, Set<String>> ABSENT = load();

    private StoredFormat() {}

    /** Whether this component may be left out; none may of a record that does not stand in the file. */
    static boolean mayBeAbsent(Class<?> type, String component) {
        return ABSENT.getOrDefault(name(type), Set.of()).contains(component);
    }

    /** Name of a record in the file: its name within its package. */
    static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    static String text() {
        try (InputStream file = Objects.requireNonNull(
                StoredFormat.class.getResourceAsStream("stored-format.txt"), "stored-format.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar of tracking-core is damaged", damaged);
        }
    }

    private static Map<String, Set<String>> load() {
        Map<String, Set<String>> all = new HashMap<>();
        Set<String> absent = new HashSet<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith(" ")) {
                String component = line.strip();
                if (component.endsWith("?")) {
                    absent.add(component.substring(0, component.indexOf(' ')));
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                absent = new HashSet<>();
                all.put(line.strip(), absent);
            }
        }
        return all;
    }
}
