package io.wardtally.tracking.core.atlas;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.zxing.BarcodeFormat;
import de.siegmar.fastcsv.reader.CsvReader;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.core.Wardtally;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** An application of a host, as it is shipped: on the class path, on the module path, in one jar. */
final class Shipped {

    private static final String MAIN = "host.Host";
    private static final long SECONDS = 60;
    private static final String HOST = """
            package host;
            import io.wardtally.atlas.Field;
            import io.wardtally.tracking.*;
            import io.wardtally.tracking.asset.*;
            import io.wardtally.tracking.core.Wardtally;
            import io.wardtally.tracking.staff.Actor;
            import io.wardtally.tracking.staff.Competence;
            public final class Host {
                public static void main(String[] args) {
                    try (Tracking tracking = Wardtally.inMemory()
                            .requireProviders("good-one", "good-two")
                            .patience(java.time.Duration.ofSeconds(2))
                            .build()) {
                        tracking.actingAs(Actor.administrator("alex"))
                                .training()
                                .record("tom", Competence.of("pumps"));
                        Workspace tom = tracking.actingAs(Actor.technician("tom"));
                        tom.assets().register(Asset.of("INF001", "Infusion Pump A", "infusion-pump"));
                        tom.atlas().guidance(AssetId.of("INF001")).all(Field.WARNING)
                                .forEach(said -> System.out.println("says " + said.value()));
                        System.out.println("missing " + tom.atlas().guidance(AssetId.of("INF001")).missing());
                        tom.atlas().providers().stream()
                                .filter(each -> each.standing().name().equals("REJECTED"))
                                .forEach(System.out::println);
                        System.out.println(tracking.actingAs(Actor.auditor("ada")).audit().verify());
                    }
                }
            }
            """;

    private final Path folder;
    private final List<Path> parts = new ArrayList<>();

    /** A host with these vendors' parts. */
    Shipped(Path folder, Path... vendors) {
        this.folder = folder;
        for (Class<?> each : List.of(
                KnowledgeProvider.class,
                Tracking.class,
                Wardtally.class,
                Logger.class,
                Caffeine.class,
                BarcodeFormat.class,
                CsvReader.class)) {
            parts.add(where(each));
        }
        write(folder.resolve("host-src/host/Host.java"), HOST);
        write(folder.resolve("host-src/module-info.java"), "module host { requires io.wardtally.tracking.core; }");
        compile(folder.resolve("host-src"), folder.resolve("host"), parts.toArray(Path[]::new));
        parts.add(folder.resolve("host"));
        parts.addAll(List.of(vendors));
    }

    /** What it prints when it is started with all of this on the class path. */
    List<String> onTheClassPath() {
        return run("-cp", path(parts), MAIN);
    }

    /** The same on the module path. */
    List<String> onTheModulePath() {
        return run("-p", path(parts), "-m", "host/" + MAIN);
    }

    /** The same in one jar, in which files of services are joined, as build tools do it. */
    List<String> inOneJar() {
        Map<String, byte[]> all = new TreeMap<>();
        for (Path part : parts) {
            collect(part, all);
        }
        Path jar = folder.resolve("host.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return run("-cp", jar.toString(), MAIN);
    }

    private static void collect(Path part, Map<String, byte[]> all) {
        try {
            if (Files.isDirectory(part)) {
                collect(part, part, all);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(part)) {
                    Path root = jar.getPath("/");
                    collect(root, root, all);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void collect(Path root, Path folder, Map<String, byte[]> all) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace(File.separatorChar, '/');
                byte[] bytes = Files.readAllBytes(file);
                if (name.startsWith("META-INF/services/")) {
                    all.merge(
                            name,
                            bytes,
                            (one, other) -> (new String(one, StandardCharsets.UTF_8) + "\n"
                                            + new String(other, StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8));
                } else if (!name.endsWith("module-info.class") && !name.startsWith("META-INF/MANIFEST")) {
                    all.putIfAbsent(name, bytes);
                }
            }
        }
    }

    private List<String> run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path said = folder.resolve("said.txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(said.toFile())
                    .redirectError(folder.resolve("errors.txt").toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the host does not end");
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(Files.readString(folder.resolve("errors.txt")));
            }
            return Files.readAllLines(said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new AssertionError(hurry);
        }
    }

    private static String path(List<Path> parts) {
        return parts.stream().map(Path::toString).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    /** Where the classes are among which this one is. */
    static Path where(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException never) {
            throw new AssertionError(never);
        }
    }

    /** Compiles a module. */
    static void compile(Path sources, Path classes, Path... modulePath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            Files.createDirectories(classes);
            Path[] java = new TreeSet<>(all.filter(file -> file.toString().endsWith(".java"))
                            .toList())
                    .toArray(Path[]::new);
            List<String> options =
                    List.of("--release", "17", "-d", classes.toString(), "-p", path(List.of(modulePath)));
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(java))
                    .call()) {
                throw new AssertionError(sources + " does not compile");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
