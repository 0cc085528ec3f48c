package io.wardtally.tracking.core.scan;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.wardtally.tracking.internal.CheckDigit;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** What the table of application identifiers asks of a value beyond its length and its characters, by the table's own words. */
@SuppressWarnings("ImmutableEnumChecker") // the rules hold nothing that changes
enum ValueCheck {
    CSUM((value, century) -> CheckDigit.fits(value)),
    CSUMALPHA((value, century) -> value.endsWith(checkPair(value.substring(0, Math.max(0, value.length() - 2))))),
    GCPPOS1((value, century) -> hasPrefix(value, 0)),
    GCPPOS2((value, century) -> hasPrefix(value, 1)),
    YYMMDD((value, century) -> century.yymmdd(value, null) != null),
    YYMMD0((value, century) -> century.yymmdd(value, TwoDigitYear.Whole.LAST_DAY) != null),
    YYYYMMDD((value, century) -> TwoDigitYear.yyyymmdd(value) != null),
    HHMI("([01]\\d|2[0-3])[0-5]\\d"),
    HH("[01]\\d|2[0-3]"),
    MI("[0-5]\\d"),
    SS("[0-5]\\d"),
    ZERO("0+"),
    NONZERO("\\d*[1-9]\\d*"),
    NOZEROPREFIX("0|[1-9].*"),
    WINDING("[019]"),
    PIECEOFTOTAL((value, century) -> isPieceOfTotal(value)),
    ISO4217((value, century) -> Lists.CURRENCIES.contains(value)),
    ISO3166((value, century) -> Lists.COUNTRIES.contains(value)),
    ISO3166999((value, century) -> value.equals("999") || Lists.COUNTRIES.contains(value)),
    ISO3166ALPHA2((value, century) -> Lists.TWO_LETTERS.contains(value)),
    IBAN((value, century) -> isIban(value)),
    PCENC("([^%]|%[0-9A-Fa-f]{2})*"),
    YESNO("[01]"),
    HYPHEN("-"),
    IMPORTERIDX("[-0-9A-Z_a-z]"),
    PACKAGETYPE((value, century) -> Lists.PACKAGES.contains(value)),
    MEDIATYPE("0[1-9]|10|[89]\\d"),
    ISO5218("[0129]"),
    POSINSEQSLASH((value, century) -> value.matches("[1-9]/[1-9]") && value.charAt(0) <= value.charAt(2)),
    HASNONDIGIT(".*\\D.*"),
    COUPONCODE((value, century) -> Coupon.isNorthAmerican(value, century)),
    COUPONPOSOFFER((value, century) -> Coupon.isPositiveOffer(value)),
    LATITUDE((value, century) -> Long.parseLong(value) <= 1_800_000_000L),
    LONGITUDE((value, century) -> Long.parseLong(value) <= 3_600_000_000L);

    private static final int SHORTEST_PREFIX = 4;
    private static final String SET_82 =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String SET_32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int[] PRIMES = {
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107
    };

    private final BiPredicate<String, TwoDigitYear> rule;

    ValueCheck(BiPredicate<String, TwoDigitYear> rule) {
        this.rule = rule;
    }

    ValueCheck(String form) {
        Pattern pattern = Pattern.compile(form);
        this.rule = (value, century) -> pattern.matcher(value).matches();
    }

    /** Whether this value, whose length and characters are right, is one. */
    boolean holds(String value, TwoDigitYear century) {
        return rule.test(value, century);
    }

    private static boolean hasPrefix(String value, int at) {
        return value.length() >= at + SHORTEST_PREFIX
                && CheckDigit.areDigits(value.substring(at, at + SHORTEST_PREFIX));
    }

    private static boolean isIban(String value) {
        return value.matches("[A-Z]{2}\\d\\d[A-Z0-9]{7,30}")
                && Lists.TWO_LETTERS.contains(value.substring(0, 2))
                && (value.substring(4) + value.substring(0, 4))
                                .chars()
                                .map(Character::getNumericValue)
                                .reduce(0, (sum, next) -> (sum * (next > 9 ? 100 : 10) + next) % 97)
                        == 1;
    }

    private static boolean isPieceOfTotal(String value) {
        int half = value.length() / 2;
        int piece = TwoDigitYear.number(value, 0, half);
        return piece > 0 && piece <= TwoDigitYear.number(value, half, value.length());
    }

    /** The two check characters of a text of at most 23 characters: primes as weights from the right, modulo 1021. */
    static String checkPair(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum += SET_82.indexOf(text.charAt(i)) * PRIMES[text.length() - 1 - i];
        }
        sum %= 1021;
        return "" + SET_32.charAt(sum >> 5) + SET_32.charAt(sum & 31);
    }

    /** Lists of codes; apart, because constants of an enum cannot speak of what stands behind them. */
    private static final class Lists {

        private static final Set<String> TWO_LETTERS = Set.of(Locale.getISOCountries());
        private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getNumericCode() > 0)
                .map(Currency::getNumericCodeAsString)
                .collect(toUnmodifiableSet());
        /** ISO 3166-1 numeric, which the JDK does not know. */
        private static final Set<String> COUNTRIES =
                Arrays.stream("""
                004 008 010 012 016 020 024 028 031 032 036 040 044 048 050 051 052 056 060 064 068 070 072 074 076 084 086 090
                092 096 100 104 108 112 116 120 124 132 136 140 144 148 152 156 158 162 166 170 174 175 178 180 184 188 191 192
                196 203 204 208 212 214 218 222 226 231 232 233 234 238 239 242 246 248 250 254 258 260 262 266 268 270 275 276
                288 292 296 300 304 308 312 316 320 324 328 332 334 336 340 344 348 352 356 360 364 368 372 376 380 384 388 392
                398 400 404 408 410 414 417 418 422 426 428 430 434 438 440 442 446 450 454 458 462 466 470 474 478 480 484 492
                496 498 499 500 504 508 512 516 520 524 528 531 533 534 535 540 548 554 558 562 566 570 574 578 580 581 583 584
                585 586 591 598 600 604 608 612 616 620 624 626 630 634 638 642 643 646 652 654 659 660 662 663 666 670 674 678
                682 686 688 690 694 702 703 704 705 706 710 716 724 728 729 732 740 744 748 752 756 760 762 764 768 772 776 780
                784 788 792 795 796 798 800 804 807 818 826 831 832 833 834 840 850 854 858 860 862 876 882 887 894
                """.strip().split("\\s+")).collect(toUnmodifiableSet());
        /** UN/ECE Recommendation 21, with what GS1 adds to it. */
        private static final Set<String> PACKAGES =
                Arrays.stream("""
                1A 1B 1D 1F 1G 1W 200 201 202 203 204 205 206 210 211 212 2C 3A 3H 43 44 4A 4B 4C 4D 4F 4G 4H 5H 5L
                5M 6H 6P 7A 7B 8 8A 8B 8C 9 AA AB AC AD AF AG AH AI AJ AL AM AP APE AT AV B4 BB BC BD BE BF BG BGE
                BH BI BJ BK BL BM BME BN BO BP BQ BR BRI BS BT BU BV BW BX BY BZ CA CB CBL CC CCE CD CE CF CG CH CI
                CJ CK CL CM CN CO CP CQ CR CS CT CU CV CW CX CY CZ DA DB DC DG DH DI DJ DK DL DM DN DP DPE DR DS DT
                DU DV DW DX DY E1 E2 E3 EC ED EE EF EG EH EI EN FB FC FD FE FI FL FO FOB FP FPE FR FT FW FX GB GI
                GL GR GU GY GZ HA HB HC HG HN HR IA IB IC ID IE IF IG IH IK IL IN IZ JB JC JG JR JT JY KG KI LAB LE
                LG LT LU LV LZ MA MB MC ME MPE MR MS MT MW MX NA NE NF NG NS NT NU NV OA OB OC OD OE OF OK OPE OT
                OU P2 PA PAE PB PC PD PE PF PG PH PI PJ PK PL PLP PN PO POP PP PPE PR PT PU PUE PV PX PY PZ QA QB
                QC QD QF QG QH QJ QK QL QM QN QP QQ QR QS RB1 RB2 RB3 RCB RD RG RJ RK RL RO RT RZ S1 SA SB SC SD SE
                SEC SH SI SK SL SM SO SP SS ST STL SU SV SW SX SY SZ T1 TB TC TD TE TEV TG THE TI TK TL TN TO TR
                TRE TS TT TTE TU TV TW TWE TY TZ UC UN UUE VA VG VI VK VL VN VO VP VQ VR VS VY WA WB WC WD WF WG WH
                WJ WK WL WM WN WP WQ WR WRP WS WT WU WV WW WX WY WZ X11 X12 X15 X16 X17 X18 X19 X20 X3 XA XB XC XD
                XF XG XH XJ XK YA YB YC YD YF YG YH YJ YK YL YM YN YP YQ YR YS YT YV YW YX YY YZ ZA ZB ZC ZD ZF ZG
                ZH ZJ ZK ZL ZM ZN ZP ZQ ZR ZS ZT ZU ZV ZW ZX ZY ZZ
                """.strip().split("\\s+")).collect(toUnmodifiableSet());
    }
}
