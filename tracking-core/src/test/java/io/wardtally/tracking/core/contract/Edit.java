package io.wardtally.tracking.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Changes one component of a row, as an UPDATE would. */
public final class Edit {

    private Edit() {}

    public static <R extends Record> R of(R row, String component, Object value) {
        try {
            RecordComponent[] components = row.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(row);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            @SuppressWarnings("unchecked")
            R edited = (R) row.getClass().getDeclaredConstructor(types).newInstance(values);
            assertThat(edited).as(component).isNotEqualTo(row);
            return edited;
        } catch (ReflectiveOperationException notARow) {
            throw new AssertionError(notARow);
        }
    }
}
