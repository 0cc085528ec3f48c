package io.wardtally.tracking.asset;

import io.wardtally.tracking.internal.Check;
import java.util.Locale;
import java.util.Optional;

/**
 * A column of a list of assets in CSV. A heading means a column if its letters and digits are the same, whatever stands between
 * them and whether they are capitals: {@code Rented Until} is {@link #RENTED_UNTIL}.
 */
public enum AssetColumn {
    /** The hospital's id. */
    ID,
    /** What people call it. */
    NAME,
    /** The kind of device. */
    CATEGORY,
    /** Who made it. */
    MANUFACTURER,
    /** The maker's model. */
    MODEL,
    /** The maker's serial number. */
    SERIAL,
    /** The maker's lot or batch. */
    LOT,
    /** The day on which it was made: {@code 2026-03-01}. */
    MADE,
    /** The last day on which it may be used: {@code 2036-03-01}. */
    EXPIRES,
    /** Where it stands. */
    DEPARTMENT,
    /** The room in which it stands. */
    ROOM,
    /** {@code planned}, {@code in service} or {@code retired}. */
    LIFE,
    /** Whom it is rented from. */
    VENDOR,
    /** Since when it is owned or rented: a day, {@code 2026-03-01}, or a time, {@code 2026-03-01T13:30:00Z}. */
    SINCE,
    /** When the rental ends: a day, from whose beginning, or a time. */
    RENTED_UNTIL,
    /**
     * Stickers. In one cell each stands on a line of its own, and behind a bar who gave it out: {@code R-2210 | MedEquip Inc}. A bar
     * that is meant is doubled. The same holds for the columns that follow.
     */
    TAG,
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

    /** How an export heads it. */
    public String heading() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The column that a heading means. */
    public static Optional<AssetColumn> of(String heading) {
        String wanted = plain(heading);
        for (AssetColumn column : values()) {
            if (plain(column.name()).equals(wanted)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static String plain(String heading) {
        StringBuilder plain = new StringBuilder();
        heading.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) && !Check.isInvisible(c))
                .map(Character::toLowerCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
