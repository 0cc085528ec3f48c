package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.KnowledgeProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Vendors of knowledge, good ones and bad ones, compiled into a folder of their own. */
final class Vendors {

    private static final String SPI = "META-INF/services/io.wardtally.atlas.KnowledgeProvider";
    private static final int CLASS_VERSION = 7;

    private final Path folder;
    private final List<String> services = new ArrayList<>();

    Vendors(Path folder) {
        this.folder = folder;
    }

    /** Two good ones, and twelve that are broken in a way of their own. */
    static Vendors all(Path folder) {
        Vendors vendors = new Vendors(folder);
        vendors.add("MissingSuperclass", "extends Gone", "", said("missing-superclass"));
        vendors.source("Gone", "public class Gone {}");
        vendors.add("GoodOne", "", "", said("good-one"));
        vendors.add("NewerClassFile", "", "", said("newer-class-file"));
        vendors.add(
                "ThrowingConstructor",
                "",
                "public ThrowingConstructor() { throw new IllegalStateException(\"x\"); }",
                said("throwing-constructor"));
        vendors.add("ThrowingMethod", "", "", "throw new IllegalStateException(\"x\");", "throwing-method");
        vendors.add("Hanging", "", "", hangs(), "hanging");
        vendors.add(
                "Overflowing",
                "",
                "int depth(int n) { return depth(n + 1) + 1; }",
                "depth(0); return null;",
                "overflowing");
        vendors.add(
                "Babbling",
                "",
                "",
                "return Collections.singletonList(Field.WARNING.says(\"x\".repeat(100_000_000), Scope.GENERAL, SOURCE));",
                "babbling");
        vendors.add("Silent", "", "", "return null;", "silent");
        vendors.add("Contested", "", "", said("contested"));
        vendors.add("Contesting", "", "", said("contested"));
        vendors.add(
                "FailingInitialiser",
                "",
                "static final int NUMBER = Integer.parseInt(\"x\");",
                said("failing-initialiser"));
        vendors.add("WrongLevel", "", "", "return List.of();", "wrong-level");
        vendors.add("GoodTwo", "", "", said("good-two"));
        vendors.compile();
        vendors.delete("Gone.class");
        vendors.patch("NewerClassFile.class", (byte) 99);
        return vendors;
    }

    private static String hangs() {
        return "while (true) { try { new java.util.concurrent.CountDownLatch(1).await(); }"
                + " catch (InterruptedException swallowed) { } }";
    }

    private static String said(String id) {
        return "return List.of(Field.WARNING.says(\"" + id + "\", Scope.GENERAL, SOURCE));|" + id;
    }

    private void add(String name, String inherits, String members, String said) {
        String[] parts = said.split("\\|");
        add(name, inherits, members, parts[0], parts[1]);
    }

    private void add(String name, String inherits, String members, String guidance, String id) {
        int level = name.equals("WrongLevel") ? 99 : 1;
        services.add("vendors." + name);
        source(
                name,
                "import io.wardtally.atlas.*; import java.util.*; public class " + name + " " + inherits
                        + " implements KnowledgeProvider {"
                        + " static final Source SOURCE = Source.of(\"SOP\", \"1\", Confidence.MANUFACTURER);"
                        + members
                        + " public ProviderInfo info() { return new ProviderInfo(\"" + id + "\", \"1\", " + level
                        + ", \"MedEquip Inc\"); }"
                        + " public List<Statement<?>> guidance(DeviceKey device) { " + guidance + " } }");
    }

    private void source(String name, String text) {
        write("src/vendors/" + name + ".java", "package vendors; " + text);
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void compile() {
        String provided = String.join(", ", services);
        write(
                "src/module-info.java",
                "module vendors { requires io.wardtally.atlas; provides" + " io.wardtally.atlas.KnowledgeProvider with "
                        + provided + "; }");
        Shipped.compile(folder.resolve("src"), classes(), Shipped.where(KnowledgeProvider.class));
        try {
            Path service = classes().resolve(SPI);
            Files.createDirectories(service.getParent());
            Files.write(service, services);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path classes() {
        return folder.resolve("classes");
    }

    private void delete(String file) {
        try {
            Files.delete(classes().resolve("vendors/" + file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void patch(String file, byte version) {
        try {
            Path path = classes().resolve("vendors/" + file);
            byte[] bytes = Files.readAllBytes(path);
            bytes[CLASS_VERSION] = version;
            Files.write(path, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A class loader that finds them, as on a class path. */
    URLClassLoader loader() {
        try {
            return new URLClassLoader(new URL[] {classes().toUri().toURL()}, Vendors.class.getClassLoader());
        } catch (MalformedURLException never) {
            throw new AssertionError(never);
        }
    }
}
