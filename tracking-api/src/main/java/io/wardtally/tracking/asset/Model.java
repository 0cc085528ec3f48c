package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.util.List;
import java.util.Set;

/**
 * A make and model: what all units of one type of device have in common, said once. An asset says in its description of which
 * manufacturer and model it is.
 *
 * @param manufacturer who makes it
 * @param name the maker's model; with the manufacturer at most 63 characters
 * @param category the kind of device, for example {@code infusion-pump}
 * @param identifiers what is printed on every unit of it: GTINs and HIBC device identifiers, each of one model only
 */
public record Model(String manufacturer, String name, String category, List<Identifier> identifiers) {

    private static final char BETWEEN = '|';
    private static final int LONGEST = Check.ID_LENGTH - 1;

    public Model {
        key(manufacturer, name);
        Check.id("category", category);
        identifiers = Check.list("identifiers", identifiers);
        if (identifiers.stream().anyMatch(identifier -> !identifier.kind().isOfAType())) {
            throw Check.bad("model.identifier-of-unit");
        }
        if (Set.copyOf(identifiers.stream().map(Identifier::named).toList()).size() < identifiers.size()) {
            throw Check.bad("model.identifier-twice");
        }
    }

    /** A model of which no label is known. */
    public static Model of(String manufacturer, String name, String category) {
        return new Model(manufacturer, name, category, List.of());
    }

    /** The same model, with these identifiers and no others. */
    public Model withIdentifiers(Identifier... all) {
        return new Model(manufacturer, name, category, List.of(Check.given("identifiers", all)));
    }

    /**
     * The name of this model among the subjects of the audit trail: {@code MedEquip Inc|VB-500}.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if no model can have these names
     */
    public static String key(String manufacturer, String name) {
        Check.name("manufacturer", manufacturer);
        Check.name("model", name);
        if (!canBe(manufacturer, name)) {
            throw Check.bad("model.name-malformed", LONGEST, BETWEEN);
        }
        return manufacturer + BETWEEN + name;
    }

    /** Whether a model can have these names, which an asset can have in any case. */
    public static boolean canBe(String manufacturer, String name) {
        return manufacturer.indexOf(BETWEEN) < 0 && manufacturer.length() + name.length() <= LONGEST;
    }

    @Override
    public String toString() {
        return manufacturer + " " + name + " (" + category + ")";
    }
}
