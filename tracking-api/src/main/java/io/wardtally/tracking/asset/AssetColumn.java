package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of a list of assets in CSV. A heading means a column if its letters and digits are those of its name or of another
 * word for it, in English or German, whatever stands between them and whether they are capitals: {@code Rented-Until} and
 * {@code gemietet_bis} are {@link #RENTED_UNTIL}.
 *
 * <p>A cell that says a number or an error as only a spreadsheet writes them, {@code 8.93901E+18} or {@code #N/A}, is refused. In
 * columns of numbers, such as {@link #ID} and {@link #SERIAL}, so is {@code 12345.0}. With an apostrophe in front, or as
 * {@code ="12345.0"}, it is taken as it stands.
 */
public enum AssetColumn {
    /** The hospital's id. */
    ID(
            "Asset ID",
            "Asset tag",
            "Asset number",
            "Asset no",
            "Inventory number",
            "Inventory no",
            "Inventory tag",
            "Device ID",
            "Equipment ID",
            "Equipment number",
            "Inventarnummer",
            "Inventar-Nr.",
            "Inv. no.",
            "Inv.-Nr.",
            "Geräte-ID",
            "Gerätenummer",
            "Geräte-Nr."),
    /** What people call it. */
    NAME(
            "Asset name",
            "Item name",
            "Device name",
            "Equipment name",
            "Title",
            "Bezeichnung",
            "Gerätebezeichnung",
            "Gerätename"),
    /** The kind of device. */
    CATEGORY(
            "Asset category",
            "Device category",
            "Equipment category",
            "Device type",
            "Equipment type",
            "Kategorie",
            "Gerätekategorie",
            "Geräteart",
            "Gerätegruppe"),
    /** Who made it. */
    MANUFACTURER("Manufacturer name", "Maker", "Make", "Hersteller", "Herstellername"),
    /** The maker's model. */
    MODEL("Model name", "Asset model", "Device model", "Modell", "Modellname", "Modellbezeichnung", "Gerätemodell"),
    /** The maker's serial number. */
    SERIAL("Serial number", "Serial no", "S/N", "Seriennummer", "Serien-Nr.", "Serialnummer", "Fabriknummer"),
    /** The maker's lot or batch. */
    LOT(
            "Lot number",
            "Lot no",
            "Batch",
            "Batch number",
            "Batch no",
            "Charge",
            "Chargennummer",
            "Chargen-Nr.",
            "Losnummer"),
    /** The day on which it was made: {@code 2026-03-01}. */
    MADE("Manufacture date", "Manufacturing date", "Date of manufacture", "Herstellungsdatum", "Herstelldatum"),
    /** The last day on which it may be used: {@code 2036-03-01}. */
    EXPIRES(
            "Expiry",
            "Expiry date",
            "Expiration date",
            "Date of expiry",
            "Use by",
            "Ablaufdatum",
            "Verfallsdatum",
            "Verfalldatum",
            "Verwendbar bis"),
    /** Where it stands. */
    DEPARTMENT("Ward", "Abteilung", "Station", "Location", "Standort"),
    /** The room in which it stands. */
    ROOM("Room number", "Room no", "Raum", "Raumnummer", "Raum-Nr.", "Zimmer"),
    /** {@code planned}, {@code in service} or {@code retired}. */
    LIFE("Life stage"),
    /** Whom it is rented from. */
    VENDOR("Rental company", "Rented from", "Vermieter", "Leihgeber", "Gemietet von"),
    /** Since when it is owned or rented: a day, {@code 2026-03-01}, from whose beginning, or a time, {@code 2026-03-01T13:30:00Z}. */
    SINCE("Owned since", "Rented since", "Gemietet seit"),
    /** When the rental ends: a day, with whose end, as with {@link #EXPIRES}, or a time. */
    RENTED_UNTIL("Rental end", "Rental ends", "Mietende", "Gemietet bis"),
    /**
     * Stickers. In one cell each stands on a line of its own, and behind a bar who gave it out: {@code R-2210 | MedEquip Inc}. A bar
     * that is meant is doubled. The same holds for the columns that follow.
     */
    TAG("Tag number", "Tag no", "Barcode"),
    /** {@code (01)04012345000016(21)VB-7731}; or the digits alone, which together with {@link #SERIAL} say the same. */
    GTIN,
    /** Global Individual Asset Identifiers. */
    GIAI,
    /** Global Returnable Asset Identifiers. */
    GRAI,
    /** {@code +A123BJC5D6E71/S7731}; or the part before the slash alone, which together with {@link #SERIAL} says the same. */
    HIBC,
    /** The content of RFID tags. */
    EPC;

    private static final Set<String> PLACES = Set.of("location", "standort");

    /** Its own name and the other words for it, plain, each between bars. */
    private final String words;

    AssetColumn(String... others) {
        this.words = Stream.concat(Stream.of(name()), Arrays.stream(others))
                .map(AssetColumn::plain)
                .collect(Collectors.joining("|", "|", "|"));
    }

    /** How an export heads it. */
    public String heading() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The columns that a heading may mean, the likeliest first; none if it is not known. Two are meant by the number of an
     * inventory, which in a list that has an id besides is a sticker, and by a location, which in a department is a room.
     */
    public static List<AssetColumn> of(String heading) {
        String plain = plain(heading);
        return Arrays.stream(values())
                .filter(column -> column.words.contains('|' + plain + '|'))
                .flatMap(column -> column.meanings(plain))
                .toList();
    }

    private Stream<AssetColumn> meanings(String plain) {
        if (this == ID && !plain.equals(plain(name()))) {
            return Stream.of(ID, TAG);
        }
        return this == DEPARTMENT && PLACES.contains(plain) ? Stream.of(DEPARTMENT, ROOM) : Stream.of(this);
    }

    /** Letters and digits in small letters, without accents, whether they are composed or not. */
    private static String plain(String heading) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(heading, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) && !Check.isInvisible(c))
                .map(Character::toLowerCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
