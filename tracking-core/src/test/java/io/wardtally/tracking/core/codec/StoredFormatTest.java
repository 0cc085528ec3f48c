package io.wardtally.tracking.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.core.session.RememberedStart;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.staff.TrainingRecord;
import io.wardtally.tracking.store.Item;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredFormatTest {

    /** What is fingerprinted, attached, or remembered as an answer, besides facts. */
    private static final List<Class<?>> STORED = List.of(
            Asset.class,
            Session.class,
            Item.class,
            Model.class,
            TrainingRecord.class,
            EmergencyOverride.class,
            Hold.class,
            RememberedStart.class,
            OfflineReceipt.class);

    @Test
    void the_file_names_everything_that_is_stored_just_as_it_is() {
        SortedMap<String, String> found = new TreeMap<>();
        Stream.concat(
                        Arrays.stream(Fact.class.getPermittedSubclasses()).filter(kind -> kind != Fact.Other.class),
                        STORED.stream())
                .forEach(type -> collect(type, found));
        String format = found.values().stream().collect(Collectors.joining("\n"));
        String file = StoredFormat.text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(file.strip()).isEqualTo(format.strip());
    }

    private static void collect(Type type, Map<String, String> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
            return;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isPrimitive()) {
            return;
        }
        String name = StoredFormat.name(plain);
        if (plain.isEnum()) {
            String constants = Arrays.stream(plain.getEnumConstants())
                    .map(constant -> "    " + ((Enum<?>) constant).name() + "\n")
                    .collect(Collectors.joining());
            found.put(name, name + "\n" + constants);
        } else if (plain.isRecord() && !found.containsKey(name)) {
            found.put(name, "");
            found.put(
                    name,
                    name + "\n"
                            + Arrays.stream(plain.getRecordComponents())
                                    .map(StoredFormatTest::line)
                                    .collect(Collectors.joining()));
            for (RecordComponent component : plain.getRecordComponents()) {
                collect(component.getGenericType(), found);
            }
        }
    }

    private static String line(RecordComponent component) {
        boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return "    " + component.getName() + ' ' + name(component.getGenericType()) + (mayBeAbsent ? "?" : "") + '\n';
    }

    private static String name(Type type) {
        if (type instanceof ParameterizedType generic) {
            return name(generic.getRawType())
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(StoredFormatTest::name)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof Class<?> plain && plain.getPackageName().startsWith("io.wardtally")
                ? StoredFormat.name(plain)
                : ((Class<?>) type).getSimpleName();
    }

    @Test
    void a_name_that_is_not_understood_is_refused_and_so_is_a_name_that_is_missing() {
        String moved = RecordCodec.write(new Fact.Moved(Place.of("ICU"), Place.of("ER")));
        assertThat(RecordCodec.read(Fact.Moved.class, moved).from()).isEqualTo(Place.of("ICU"));
        for (String other : List.of(
                moved.replace("from", "origin"),
                moved + "speed=3\n",
                moved.replace("to=\nto.department=ER\n", ""),
                moved.replace("to.department=ER\n", ""),
                moved + moved)) {
            assertThatThrownBy(() -> RecordCodec.read(Fact.Moved.class, other))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
