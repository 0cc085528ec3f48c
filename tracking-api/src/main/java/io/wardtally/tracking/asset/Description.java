package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an asset is, in words.
 *
 * @param name what people call it, for example {@code Infusion Pump A}
 * @param category the kind of device, for example {@code infusion-pump}; any word is kept, known or not
 * @param manufacturer who made it, or null
 * @param model the maker's model, or null
 * @param serial the maker's serial number, or null
 * @param lot the maker's lot or batch, or null
 * @param made the day on which it was made, or null
 * @param expires the last day on which it may be used, or null
 */
public record Description(
        String name,
        String category,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serial,
        @Nullable String lot,
        @Nullable LocalDate made,
        @Nullable LocalDate expires) {

    public Description {
        Check.name("name", name);
        Check.id("category", category);
        Check.nameOrNull("manufacturer", manufacturer);
        Check.nameOrNull("model", model);
        Check.nameOrNull("serial number", serial);
        Check.nameOrNull("lot", lot);
        Check.dateOrNull("date of manufacture", made);
        Check.dateOrNull("date of expiry", expires);
    }

    /** A name and a category; the rest is not known. */
    public static Description of(String name, String category) {
        return new Description(name, category, null, null, null, null, null, null);
    }

    /** The same thing, made by this manufacturer. */
    public Description madeBy(String maker, @Nullable String itsModel, @Nullable String itsSerial) {
        return new Description(
                name, category, Check.name("manufacturer", maker), itsModel, itsSerial, lot, made, expires);
    }

    /** The same thing, with what its label says; what the label leaves out stays. */
    public Description labelled(Udi udi) {
        return new Description(
                name,
                category,
                manufacturer,
                model,
                udi.serial() == null ? serial : udi.serial(),
                udi.lot() == null ? lot : udi.lot(),
                udi.made() == null ? made : udi.made(),
                udi.expires() == null ? expires : udi.expires());
    }
}
