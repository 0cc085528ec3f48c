package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.internal.CheckDigit;

/** The insides of coupon codes, which no device carries; but a table that is read is read whole. */
final class Coupon {

    private static final int PREFIX = 6;

    private final String digits;
    private int at;
    private boolean right = true;

    private Coupon(String digits) {
        this.digits = digits;
        this.right = CheckDigit.areDigits(digits);
    }

    /** AI 8110: an offer, up to three purchases, and what is optional behind its number. */
    static boolean isNorthAmerican(String value, TwoDigitYear century) {
        Coupon coupon = new Coupon(value);
        coupon.counted(0, 6, PREFIX);
        coupon.skip(6);
        coupon.counted(1, 5, 0);
        coupon.purchase();
        if (coupon.option('1')) {
            coupon.oneOf("0123");
            coupon.purchase();
            coupon.prefixOrNone();
        }
        if (coupon.option('2')) {
            coupon.purchase();
            coupon.prefixOrNone();
        }
        if (coupon.option('3')) {
            coupon.date(century);
        }
        if (coupon.option('4')) {
            coupon.date(century);
        }
        if (coupon.option('5')) {
            coupon.counted(0, 9, PREFIX);
        }
        if (coupon.option('6')) {
            coupon.counted(1, 7, PREFIX);
        }
        if (coupon.option('9')) {
            coupon.oneOf("01256");
            coupon.oneOf("012");
            coupon.skip(1);
            coupon.oneOf("01");
        }
        return coupon.ends();
    }

    /** AI 8112: who pays, the offer, and the coupon's number. */
    static boolean isPositiveOffer(String value) {
        Coupon coupon = new Coupon(value);
        coupon.oneOf("01");
        coupon.counted(0, 6, PREFIX);
        coupon.skip(6);
        coupon.counted(0, 9, PREFIX);
        return coupon.ends();
    }

    private void purchase() {
        counted(1, 5, 0);
        oneOf("012349");
        skip(3);
    }

    private void prefixOrNone() {
        if (!option('9')) {
            counted(0, 6, PREFIX);
        }
    }

    private void date(TwoDigitYear century) {
        int from = at;
        skip(6);
        right = right && century.yymmdd(digits.substring(from, at), null) != null;
    }

    /** A digit that says how many follow, beyond a least number. */
    private void counted(int least, int most, int beyond) {
        right = right && at < digits.length() && digits.charAt(at) >= '0' + least && digits.charAt(at) <= '0' + most;
        if (right) {
            skip(1 + digits.charAt(at) - '0' + beyond);
        }
    }

    private void oneOf(String allowed) {
        right = right && at < digits.length() && allowed.indexOf(digits.charAt(at)) >= 0;
        at++;
    }

    private boolean option(char number) {
        boolean there = right && at < digits.length() && digits.charAt(at) == number;
        if (there) {
            at++;
        }
        return there;
    }

    private void skip(int count) {
        at += count;
        right = right && at <= digits.length();
    }

    private boolean ends() {
        return right && at == digits.length();
    }
}
