package io.wardtally.tracking.core.atlas;

import io.wardtally.tracking.core.kernel.Bulkhead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Discovery of services with {@link java.util.ServiceLoader}; a broken one does not hide the others. */
final class ServiceDiscovery {

    private static final int MOST_BROKEN = 100;

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
        List<String> twice = new ArrayList<>();
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
                    twice.add(words(no.getCause()));
                    broken.accept(named(no, service), Bulkhead.words(no));
                } catch (LinkageError no) {
                    failures++;
                    if (!twice.remove(words(no))) {
                        broken.accept(words(no), Bulkhead.words(no));
                    }
                }
            }
        }
    }

    private static String words(@Nullable Throwable thrown) {
        String words = thrown == null ? "" : String.valueOf(thrown.getMessage());
        int end = words.indexOf(' ');
        return end < 0 ? words : words.substring(0, end);
    }

    /** Of whom this is said: the name of a class that is not the service. */
    private static String named(ServiceConfigurationError no, Class<?> service) {
        String name = "";
        for (String word : String.valueOf(no.getMessage()).split("[ :]+", -1)) {
            name = word.indexOf('.') > 0 && !word.equals(service.getName()) ? word : name;
        }
        return name.isEmpty() ? words(no) : name;
    }
}
