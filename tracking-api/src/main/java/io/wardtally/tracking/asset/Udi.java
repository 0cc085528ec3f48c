package io.wardtally.tracking.asset;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a manufacturer's label says of a device: the parts of a Unique Device Identification (UDI). What the label does not
 * say is null.
 *
 * @param gtin the device type by GS1, 14 digits, or null
 * @param hibc the device type by HIBC, the labeller's code, product number and unit of measure, or null
 * @param serial the maker's serial number
 * @param lot the lot or batch
 * @param expires the last day on which it may be used; the last of its month where only the month is given
 * @param made the day of its manufacture; the first of its month where only the month is given
 */
public record Udi(
        @Nullable String gtin,
        @Nullable String hibc,
        @Nullable String serial,
        @Nullable String lot,
        @Nullable LocalDate expires,
        @Nullable LocalDate made) {

    /** A label that says nothing yet. */
    public static final Udi NOTHING = new Udi(null, null, null, null, null, null);

    /** A label of this device type by GS1, or null where it names none. */
    public static Udi ofGtin(@Nullable String gtin) {
        return new Udi(gtin, null, null, null, null, null);
    }

    /** A label of this device type by HIBC, or null where it names none. */
    public static Udi ofHibc(@Nullable String hibc) {
        return new Udi(null, hibc, null, null, null, null);
    }

    /** The same label with this serial number and lot. */
    public Udi withUnit(@Nullable String itsSerial, @Nullable String itsLot) {
        return new Udi(gtin, hibc, itsSerial, itsLot, expires, made);
    }

    /** The same label with these days. */
    public Udi withDates(@Nullable LocalDate lastDay, @Nullable LocalDate ofManufacture) {
        return new Udi(gtin, hibc, serial, lot, lastDay, ofManufacture);
    }
}
