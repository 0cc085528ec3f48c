package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.time.LocalDate;
import java.util.function.Consumer;
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
        return of(name, category, draft -> {});
    }

    /** A name, a category, and what else this says. */
    public static Description of(String name, String category, Consumer<Draft> what) {
        Draft draft = new Draft(name, category);
        what.accept(draft);
        return draft.description();
    }

    /** The same thing but for what this says. */
    public Description with(Consumer<Draft> what) {
        return of(name, category, draft -> {
            draft.manufacturer = manufacturer;
            draft.model = model;
            draft.serial = serial;
            draft.lot = lot;
            draft.made = made;
            draft.expires = expires;
            what.accept(draft);
        });
    }

    /** The same thing, made by this manufacturer. */
    public Description madeBy(String maker, @Nullable String itsModel, @Nullable String itsSerial) {
        return with(draft -> {
            draft.manufacturer = Check.name("manufacturer", maker);
            draft.model = itsModel;
            draft.serial = itsSerial;
        });
    }

    /** The same thing, with what its label says; what the label leaves out stays. */
    public Description labelled(Udi udi) {
        return with(draft -> {
            draft.serial = udi.serial() == null ? serial : udi.serial();
            draft.lot = udi.lot() == null ? lot : udi.lot();
            draft.made = udi.made() == null ? made : udi.made();
            draft.expires = udi.expires() == null ? expires : udi.expires();
        });
    }

    /** A description that is being put together. */
    public static final class Draft {

        /** See {@link Description#name()}. */
        public String name;

        /** See {@link Description#category()}. */
        public String category;

        /** See {@link Description#manufacturer()}. */
        public @Nullable String manufacturer;

        /** See {@link Description#model()}. */
        public @Nullable String model;

        /** See {@link Description#serial()}. */
        public @Nullable String serial;

        /** See {@link Description#lot()}. */
        public @Nullable String lot;

        /** See {@link Description#made()}. */
        public @Nullable LocalDate made;

        /** See {@link Description#expires()}. */
        public @Nullable LocalDate expires;

        private Draft(String name, String category) {
            this.name = name;
            this.category = category;
        }

        private Description description() {
            return new Description(name, category, manufacturer, model, serial, lot, made, expires);
        }
    }
}
