package io.wardtally.atlas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of a device.
 *
 * @param text the question; nothing of a patient is in it, as far as that can be told from the words
 * @param device of which device
 * @param names what the device may be called in it, in small and capital letters: its kind, its maker and model, the hospital's
 *     name of it, and what {@link Field#ALSO_CALLED} says
 * @param criticality what depends on the device; null if nobody says so
 */
public record Question(
        String text,
        DeviceKey device,
        List<String> names,
        @Nullable Criticality criticality) {

    public Question {
        if (text == null || device == null) {
            throw new IllegalArgumentException("text or device is missing");
        }
        names = List.copyOf(names);
    }

    /** A question on any device of this kind. */
    public static Question of(String text, DeviceKey device) {
        return new Question(text, device, List.of(device.category()), null);
    }
}
