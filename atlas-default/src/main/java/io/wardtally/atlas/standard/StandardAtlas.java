package io.wardtally.atlas.standard;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is commonly known of thirty kinds of hospital devices. These are starting values: whatever a manufacturer or the
 * hospital says of a device applies to less, and holds instead.
 */
public final class StandardAtlas implements KnowledgeProvider {

    private static final String VERSION = "2026.11";
    private static final String LANGUAGE = "en";
    private static final String INDEX = "index.txt";
    private static final String SHEET = ".properties";

    private final List<Sheet> sheets = new ArrayList<>();

    /** The sheets in English. */
    public StandardAtlas() {
        this(Locale.ENGLISH);
    }

    /** The sheets in this language, as far as there are any, and the others in English. Each statement says its language. */
    public StandardAtlas(Locale language) {
        String folder = language.getLanguage();
        List<String> translated = folder.equals(LANGUAGE) || !isThere(folder, INDEX) ? List.of() : lines(folder, INDEX);
        Map<String, String> asked = new HashMap<>();
        for (String[] question : table("inside.tsv")) {
            asked.merge(question[0] + '.' + question[1], question[2], (one, other) -> one + '\n' + other);
        }
        for (String name : lines(INDEX)) {
            sheets.add(
                    translated.contains(name)
                            ? new Sheet(text(folder, name + SHEET))
                            : new Sheet(text(LANGUAGE, name + SHEET), key -> asked.getOrDefault(name + '.' + key, "")));
        }
    }

    /** What the devices are called on which there are sheets, by the names of the sheets. */
    static Map<String, List<String>> names() {
        Map<String, List<String>> names = new TreeMap<>();
        for (String name : lines(INDEX)) {
            names.put(name, new Sheet(text(LANGUAGE, name + SHEET)).names());
        }
        return names;
    }

    /** The lines of a list that comes with it, but for comments. */
    static List<String> lines(String name) {
        return lines(LANGUAGE, name);
    }

    private static List<String> lines(String language, String name) {
        try (BufferedReader list = new BufferedReader(open(language, name))) {
            return list.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw damaged(broken);
        }
    }

    private static String text(String language, String name) {
        try (Reader text = open(language, name)) {
            StringWriter all = new StringWriter();
            text.transferTo(all);
            return all.toString();
        } catch (IOException broken) {
            throw damaged(broken);
        }
    }

    /** The lines of a table that comes with it. */
    static List<String[]> table(String name) {
        return lines(name).stream().map(line -> line.split("\t", -1)).toList();
    }

    private static UncheckedIOException damaged(IOException broken) {
        return new UncheckedIOException("the jar of atlas-default is damaged", broken);
    }

    private static boolean isThere(String language, String name) {
        return StandardAtlas.class.getResource(language + '/' + name) != null;
    }

    private static Reader open(String language, String name) throws IOException {
        InputStream resource = StandardAtlas.class.getResourceAsStream(language + '/' + name);
        if (resource == null) {
            throw new IOException("there is no " + name);
        }
        return new InputStreamReader(resource, StandardCharsets.UTF_8);
    }

    @Override
    public ProviderInfo info() {
        return ProviderInfo.of("wardtally", VERSION, "Wardtally");
    }

    @Override
    public List<Statement<?>> guidance(DeviceKey device) {
        return sheets.stream()
                .<Statement<?>>flatMap(sheet -> sheet.statements(device).stream())
                .toList();
    }

    @Override
    public List<Passage> passages(DeviceKey device) {
        return sheets.stream().flatMap(sheet -> sheet.passages(device).stream()).toList();
    }
}
