package io.wardtally.atlas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Statement;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every provider of knowledge owes. Extend it in the tests of yours, name your provider's class and the devices that it knows,
 * and let JUnit Jupiter run it; it needs AssertJ.
 */
public abstract class KnowledgeProviderContract {

    private static final DeviceKey STRANGER =
            DeviceKey.of("a-kind-that-nobody-makes").of("A maker that does not exist", "A model that does not exist");

    /** The class that is listed as a service. */
    protected abstract Class<? extends KnowledgeProvider> type();

    /** Devices of which it knows something. */
    protected abstract List<DeviceKey> known();

    /** Where it is looked for as a service; the class loader of its class, unless the test says otherwise. */
    protected ClassLoader where() {
        return type().getClassLoader();
    }

    private KnowledgeProvider provider() {
        try {
            return type().getConstructor().newInstance();
        } catch (ReflectiveOperationException none) {
            throw new AssertionError("it has no public constructor without parameters that works", none);
        }
    }

    private List<DeviceKey> devices() {
        List<DeviceKey> devices = new ArrayList<>(known());
        devices.add(STRANGER);
        for (DeviceKey known : known()) {
            devices.add(DeviceKey.of(known.category()));
        }
        return devices;
    }

    @Test
    void it_is_a_public_class_that_is_found_as_a_service() {
        assertThat(Modifier.isPublic(type().getModifiers())).isTrue();
        assertThat(ServiceLoader.load(KnowledgeProvider.class, where()).stream().map(ServiceLoader.Provider::type))
                .contains(type().asSubclass(KnowledgeProvider.class));
    }

    @Test
    void it_says_who_it_is_and_always_the_same() {
        assertThat(provider().info()).isNotNull().isEqualTo(provider().info());
        assertThat(provider().info().level()).isEqualTo(KnowledgeProvider.LEVEL);
    }

    @Test
    void it_answers_everything_with_a_list_without_holes_and_within_bounds() {
        KnowledgeProvider provider = provider();
        for (DeviceKey device : devices()) {
            List<Statement<?>> guidance = provider.guidance(device);
            assertThat(guidance).as("guidance of " + device).isNotNull().doesNotContainNull();
            assertThat(guidance.size()).isLessThanOrEqualTo(KnowledgeProvider.MOST_STATEMENTS);
            assertThat(guidance.stream()
                            .mapToLong(each -> (each.value() + each.asked().text()).length())
                            .sum())
                    .isLessThanOrEqualTo(KnowledgeProvider.MOST_LETTERS);
            List<Passage> passages = provider.passages(device);
            assertThat(passages).as("passages of " + device).isNotNull().doesNotContainNull();
            assertThat(passages.size()).isLessThanOrEqualTo(KnowledgeProvider.MOST_PASSAGES);
        }
    }

    @Test
    void it_knows_what_it_is_said_to_know() {
        for (DeviceKey device : known()) {
            assertThat(provider().guidance(device)).as("guidance of " + device).isNotEmpty();
        }
    }

    @Test
    void what_it_says_is_no_more_specific_than_the_question() {
        KnowledgeProvider provider = provider();
        for (DeviceKey device : devices()) {
            for (Statement<?> statement : provider.guidance(device)) {
                assertThat(fits(statement.scope(), device))
                        .as(statement.about() + " of " + statement.scope() + " for " + device)
                        .isTrue();
            }
        }
    }

    private static boolean fits(Scope scope, DeviceKey device) {
        return switch (scope) {
            case GENERAL, CATEGORY -> true;
            case MANUFACTURER -> device.manufacturer() != null;
            case MODEL -> device.manufacturer() != null && device.model() != null;
            case GTIN -> device.gtin() != null;
            case UNIT -> device.unit() != null;
        };
    }

    @Test
    void it_does_not_take_a_stranger_for_its_own() {
        assertThat(provider().guidance(STRANGER)).allMatch(statement -> statement.scope() == Scope.GENERAL);
    }

    @Test
    void it_contradicts_itself_nowhere() {
        KnowledgeProvider provider = provider();
        for (DeviceKey device : devices()) {
            Map<String, Object> said = new HashMap<>();
            for (Statement<?> statement : provider.guidance(device)) {
                Field<?> about = statement.about();
                Object before = about.adds() ? null : said.put(about + " of " + statement.scope(), statement.value());
                assertThat(before)
                        .as(about + " of " + statement.scope() + " for " + device)
                        .isNull();
            }
        }
    }

    @Test
    void it_says_the_same_on_several_threads() throws Exception {
        KnowledgeProvider provider = provider();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (DeviceKey device : devices()) {
                List<Statement<?>> expected = provider.guidance(device);
                Callable<List<Statement<?>>> asking = () -> provider.guidance(device);
                for (Future<List<Statement<?>>> answer : threads.invokeAll(List.of(asking, asking, asking, asking))) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
