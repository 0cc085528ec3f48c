package io.wardtally.atlas.standard;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A hospital's own sheets: files that end with {@code .properties} in one folder, in the form of the standard sheets. They are read
 * again when they change. A file that cannot be understood is reported, and what it said before still holds.
 *
 * <pre>{@code
 * Wardtally.on(store).knowledge(new AtlasFolder(Path.of("/etc/ward/atlas"), "st-mary")) …
 * }</pre>
 */
public final class AtlasFolder implements KnowledgeProvider {

    private static final System.Logger LOG = System.getLogger(AtlasFolder.class.getName());
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private final ProviderInfo info;

    // Guarded by this.
    private SortedMap<Path, Copy> copies = new TreeMap<>();

    /** What was read of a file, and as it was then. */
    private record Copy(
            FileTime changed, long size, @Nullable Sheet sheet, List<String> problems) {}

    /**
     * The sheets in this folder, which need not exist yet.
     *
     * @param folder where they are
     * @param hospital who answers for them: one word of small letters, digits and hyphens
     */
    public AtlasFolder(Path folder, String hospital) {
        this.folder = folder;
        this.info = ProviderInfo.of(hospital, "1", hospital);
    }

    @Override
    public ProviderInfo info() {
        return info;
    }

    @Override
    public List<Statement<?>> guidance(DeviceKey device) {
        return sheets().stream()
                .<Statement<?>>flatMap(sheet -> sheet.statements(device).stream())
                .toList();
    }

    @Override
    public List<Passage> passages(DeviceKey device) {
        return sheets().stream()
                .flatMap(sheet -> sheet.passages(device).stream())
                .toList();
    }

    /** What is wrong with files that cannot be understood as they are now, each in one line with file, number of the line and key. */
    public synchronized List<String> problems() {
        refresh();
        List<String> problems = new ArrayList<>();
        copies.forEach((file, copy) -> {
            copy.problems.forEach(problem -> problems.add(file.getFileName() + ", " + problem));
        });
        return problems;
    }

    private synchronized List<Sheet> sheets() {
        refresh();
        List<Sheet> sheets = new ArrayList<>();
        for (Copy copy : copies.values()) {
            if (copy.sheet != null) {
                sheets.add(copy.sheet);
            }
        }
        return sheets;
    }

    private void refresh() {
        SortedMap<Path, Copy> now = new TreeMap<>();
        for (Path file : files()) {
            Copy copy = copy(file, copies.get(file));
            if (copy != null) {
                now.put(file, copy);
            }
        }
        copies = now;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, "the folder {0} cannot be read; what was read before holds", folder);
            return List.copyOf(copies.keySet());
        }
    }

    /** The file as it is now, or null if it is gone. */
    private static @Nullable Copy copy(Path file, @Nullable Copy before) {
        FileTime changed;
        long size;
        try {
            changed = Files.getLastModifiedTime(file);
            size = Files.size(file);
        } catch (IOException gone) {
            return Files.exists(file) ? before : null;
        }
        if (before != null && before.changed.equals(changed) && before.size == size) {
            return before;
        }
        Sheet known = before == null ? null : before.sheet;
        List<String> problems;
        try {
            if (size <= LARGEST) {
                return new Copy(changed, size, new Sheet(Files.readString(file)), List.of());
            }
            problems = List.of("it is larger than " + LARGEST + " bytes");
        } catch (IOException unreadable) {
            problems = List.of("it cannot be read as text in UTF-8");
        } catch (SheetProblems bad) {
            problems = bad.all();
        }
        LOG.log(System.Logger.Level.WARNING, "{0}: {1}; what it said before holds", file, problems);
        return new Copy(changed, size, known, problems);
    }
}
