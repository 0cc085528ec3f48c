package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * What an asset is, in words.
 *
 * @param name what people call it, for example {@code Infusion Pump A}
 * @param category the kind of device, for example {@code infusion-pump}; any word is kept, known or not
 * @param manufacturer who made it, or null
 * @param model the maker's model, or null
 * @param serial the maker's serial number, or null
 */
public record Description(
        String name,
        String category,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serial) {

    public Description {
        Check.name("name", name);
        Check.id("category", category);
        Check.nameOrNull("manufacturer", manufacturer);
        Check.nameOrNull("model", model);
        Check.nameOrNull("serial number", serial);
    }

    /** A name and a category; the rest is not known. */
    public static Description of(String name, String category) {
        return new Description(name, category, null, null, null);
    }

    /** The same thing, made by this manufacturer. */
    public Description madeBy(String maker, @Nullable String itsModel, @Nullable String itsSerial) {
        return new Description(name, category, Check.name("manufacturer", maker), itsModel, itsSerial);
    }
}
