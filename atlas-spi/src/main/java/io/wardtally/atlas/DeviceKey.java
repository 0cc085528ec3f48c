package io.wardtally.atlas;

import org.jspecify.annotations.Nullable;

/**
 * Which device is asked about, as far as that is known. Nothing of a patient is part of it.
 *
 * @param category the kind of device, for example {@code infusion-pump}
 * @param manufacturer who makes it, or null
 * @param model the maker's model, or null
 * @param gtin the GTIN of the model, 14 digits, or null
 * @param software the version of its software, or null
 * @param unit the hospital's id of the very device, or null
 */
public record DeviceKey(
        String category,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String gtin,
        @Nullable String software,
        @Nullable String unit) {

    public DeviceKey {
        Text.line("category", category);
    }

    /** Any device of this category. */
    public static DeviceKey of(String category) {
        return new DeviceKey(category, null, null, null, null, null);
    }

    /** The same device with this GTIN, or null where none is known. */
    public DeviceKey withGtin(@Nullable String itsGtin) {
        return new DeviceKey(category, manufacturer, model, itsGtin, software, unit);
    }

    /** The same device, which is the hospital's unit of this id. */
    public DeviceKey withUnit(@Nullable String id) {
        return new DeviceKey(category, manufacturer, model, gtin, software, id);
    }

    /** The same device, of this make and model. */
    public DeviceKey of(@Nullable String maker, @Nullable String itsModel) {
        return new DeviceKey(category, maker, itsModel, gtin, software, unit);
    }
}
