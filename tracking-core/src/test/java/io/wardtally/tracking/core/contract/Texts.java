package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.audit.Personal;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every text in a value, however deep: what would be in a table if the value were written there. */
final class Texts {

    private Texts() {}

    static List<String> in(Object... values) {
        List<String> found = new ArrayList<>();
        for (Object value : values) {
            collect(value, found);
        }
        return found;
    }

    private static void collect(Object value, List<String> found) {
        if (value == null) {
            return;
        }
        found.add(value.toString());
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    collect(component.getAccessor().invoke(value), found);
                } catch (ReflectiveOperationException notReadable) {
                    throw new AssertionError(notReadable);
                }
            }
        } else if (value instanceof Collection<?> all) {
            all.forEach(each -> collect(each, found));
        } else if (value instanceof Map<?, ?> map) {
            collect(map.keySet(), found);
            collect(map.values(), found);
        } else if (value instanceof Optional<?> one) {
            one.ifPresent(inner -> collect(inner, found));
        } else if (value instanceof Personal<?> personal) {
            collect(personal.value(), found);
        } else if (value instanceof Throwable thrown) {
            collect(thrown.getMessage(), found);
            collect(thrown.getCause(), found);
            for (Throwable suppressed : thrown.getSuppressed()) {
                collect(suppressed, found);
            }
        }
    }
}
