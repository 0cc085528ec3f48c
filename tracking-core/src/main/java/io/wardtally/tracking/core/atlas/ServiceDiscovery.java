package io.wardtally.tracking.core.atlas;

import io.wardtally.tracking.core.kernel.Bulkhead;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Discovery of services with {@link java.util.ServiceLoader}; a broken one does not hide the others. */
final class ServiceDiscovery {

    private static final int MOST_BROKEN = 100;
    private static final int LONGEST_MESSAGE = 200;

    private ServiceDiscovery() {}

    /**
     * Finds them, each class once.
     *
     * @param where in which class loaders to look; null is the system's
     * @param known the names of classes that are not looked for
     * @param found what becomes of a class that can be loaded, by its name
     * @param broken what becomes of one that cannot, by its name and in words
     */
    static <S> void find(
            Class<S> service,
            Collection<ClassLoader> where,
            Set<String> known,
            BiConsumer<String, Callable<S>> found,
            BiConsumer<String, String> broken) {
        // Two class loaders may lead to the same class.
        Set<String> seen = new HashSet<>(known);
        // A broken class of a module is met again where the module's folder names its services for class paths, too.
        Set<String> told = new HashSet<>();
        for (ClassLoader loader : where) {
            Iterator<ServiceLoader.Provider<S>> each =
                    ServiceLoader.load(service, loader).stream().iterator();
            for (int failures = 0; failures < MOST_BROKEN; ) {
                try {
                    if (!each.hasNext()) {
                        break;
                    }
                    ServiceLoader.Provider<S> next = each.next();
                    String name = next.type().getName();
                    if (seen.add(name)) {
                        found.accept(name, next::get);
                    }
                } catch (ServiceConfigurationError no) {
                    failures++;
                    String name = named(no, service);
                    if (told.add(name)) {
                        broken.accept(name, Bulkhead.words(no));
                    }
                } catch (LinkageError ofWhichClass) {
                    failures++;
                    broken(service, loader).forEach((name, why) -> {
                        if (!seen.contains(name) && told.add(name)) {
                            broken.accept(name, why);
                        }
                    });
                }
            }
        }
    }

    /** The classes that are named in files for a class path and cannot be loaded, and why: the error need not name them. */
    private static Map<String, String> broken(Class<?> service, @Nullable ClassLoader loader) {
        Map<String, String> broken = new LinkedHashMap<>();
        for (String name : listed(service, loader)) {
            try {
                Class.forName(name, false, loader);
            } catch (ClassNotFoundException saidElsewhere) {
                // That is an error of its own.
            } catch (LinkageError no) {
                broken.put(name, Bulkhead.words(no));
            }
        }
        return broken;
    }

    private static List<String> listed(Class<?> service, @Nullable ClassLoader loader) {
        ClassLoader reading = loader == null ? ClassLoader.getSystemClassLoader() : loader;
        List<String> names = new ArrayList<>();
        try {
            for (URL file : Collections.list(reading.getResources("META-INF/services/" + service.getName()))) {
                try (InputStream lines = file.openStream()) {
                    new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(names::add);
                }
            }
        } catch (IOException unreadable) {
            // Then nobody knows which class it was.
        }
        return names;
    }

    /** Of whom this is said: the name of a class that is not the service. */
    private static String named(ServiceConfigurationError no, Class<?> service) {
        String message = String.valueOf(no.getMessage());
        String name = "";
        for (String word : message.split("[ :]+", -1)) {
            name = word.indexOf('.') > 0 && !word.equals(service.getName()) ? word : name;
        }
        return name.isEmpty() ? message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)) : name;
    }
}
