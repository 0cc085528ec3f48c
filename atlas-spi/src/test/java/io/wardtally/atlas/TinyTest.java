package io.wardtally.atlas;

import io.wardtally.atlas.contract.KnowledgeProviderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class TinyTest extends KnowledgeProviderContract {

    @TempDir
    private Path folder;

    @Override
    protected Class<? extends KnowledgeProvider> type() {
        return Tiny.class;
    }

    @Override
    protected List<DeviceKey> known() {
        return List.of(DeviceKey.of("toy").of("Tiny Inc", "T-1"));
    }

    /** It is listed here only: whoever tests a provider of their own with these classes must not meet it. */
    @Override
    protected ClassLoader where() {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(KnowledgeProvider.class.getName()), Tiny.class.getName());
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Tiny.class.getClassLoader());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
