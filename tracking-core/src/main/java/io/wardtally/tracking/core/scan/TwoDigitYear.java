package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.internal.CheckDigit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Dates as codes write them. Of a year with two digits GS1 says which century is meant: the one that brings it closest to the
 * present year, 49 years ahead or 50 back.
 *
 * @param thisYear the present year
 */
record TwoDigitYear(int thisYear) {

    /** The year that ends with these two digits. */
    int year(int lastTwo) {
        int difference = lastTwo - thisYear % 100;
        int century = thisYear - thisYear % 100;
        if (difference >= 51) {
            return century - 100 + lastTwo;
        }
        return difference <= -50 ? century + 100 + lastTwo : century + lastTwo;
    }

    /**
     * The date written YYMMDD at the beginning of this text, or null if there is no such day.
     *
     * @param wholeMonth the day that day 00 stands for, which is the first or the last of its month; null if it is no day
     */
    @Nullable
    LocalDate yymmdd(String text, @Nullable Whole wholeMonth) {
        return text.length() < 6 || !CheckDigit.areDigits(text.substring(0, 6))
                ? null
                : day(year(number(text, 0, 2)), number(text, 2, 4), number(text, 4, 6), wholeMonth);
    }

    /** The date written YYYYMMDD, or null if there is no such day. */
    static @Nullable LocalDate yyyymmdd(String text) {
        return text.length() != 8 || !CheckDigit.areDigits(text)
                ? null
                : day(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8), null);
    }

    /** Meaning of the day 00. */
    enum Whole {
        FIRST_DAY,
        LAST_DAY
    }

    static @Nullable LocalDate day(int year, int month, int day, @Nullable Whole wholeMonth) {
        if (month < 1 || month > 12) {
            return null;
        }
        YearMonth whole = YearMonth.of(year, month);
        if (day == 0 && wholeMonth != null) {
            return wholeMonth == Whole.FIRST_DAY ? whole.atDay(1) : whole.atEndOfMonth();
        }
        return whole.isValidDay(day) ? whole.atDay(day) : null;
    }

    static @Nullable LocalDate dayOfYear(int year, int day) {
        try {
            return LocalDate.ofYearDay(year, day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
