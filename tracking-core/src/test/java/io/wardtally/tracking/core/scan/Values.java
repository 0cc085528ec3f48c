package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values that application identifiers allow, made up from the table. */
final class Values {

    static final String SET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final String SET_39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SET_64 = "-0123456789=ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private Values() {}

    static CodeElement element(ApplicationIdentifiers ai, Random random) {
        StringBuilder value = new StringBuilder();
        for (ApplicationIdentifiers.Part part : ai.parts()) {
            if (part.optional() && random.nextBoolean()) {
                break;
            }
            value.append(part(part, random));
        }
        return new CodeElement(ai.key(), value.toString());
    }

    /** Elements of different keys, in any order. */
    static List<CodeElement> elements(Random random, int most) {
        List<ApplicationIdentifiers> all = new ArrayList<>();
        ApplicationIdentifiers.all().forEach(all::add);
        List<CodeElement> elements = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        while (elements.size() < count) {
            ApplicationIdentifiers ai = all.get(random.nextInt(all.size()));
            if (elements.stream().noneMatch(element -> element.key().equals(ai.key()))) {
                elements.add(element(ai, random));
            }
        }
        return elements;
    }

    static String text(String characters, int length, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    static String digits(int length, Random random) {
        return text("0123456789", length, random);
    }

    /** Digits, the last of which checks the others. */
    static String checked(int length, Random random) {
        String digits = digits(length - 1, random);
        return digits + CheckDigit.of(digits, digits.length());
    }

    private static String part(ApplicationIdentifiers.Part part, Random random) {
        for (ValueCheck check : part.checks()) {
            String made = made(check, part, random);
            if (made != null) {
                return made;
            }
        }
        int length = part.least() + random.nextInt(part.most() - part.least() + 1);
        boolean prefix = part.checks().contains(ValueCheck.GCPPOS1);
        String text = text(
                switch (part.set()) {
                    case 'N' -> "0123456789";
                    case 'Y' -> SET_39;
                    case 'Z' -> SET_64;
                    default -> SET_82;
                },
                length,
                random);
        return prefix ? digits(4, random) + text.substring(Math.min(text.length(), 4)) : text;
    }

    private static String made(ValueCheck check, ApplicationIdentifiers.Part part, Random random) {
        int length = part.least() + random.nextInt(part.most() - part.least() + 1);
        return switch (check) {
            case CSUM -> checked(part.most(), random);
            case CSUMALPHA -> {
                String text = digits(4, random) + "A" + text(SET_82, Math.max(0, length - 7), random);
                yield text + ValueCheck.checkPair(text);
            }
            case YYMMDD -> digits(2, random) + "0228";
            case YYMMD0 -> digits(2, random) + (random.nextBoolean() ? "0200" : "1231");
            case YYYYMMDD -> "19" + digits(2, random) + "0630";
            case HHMI -> "2359";
            case HH -> "23";
            case MI, SS -> "59";
            case ZERO -> "0";
            case NONZERO -> digits(part.most() - 1, random) + "1";
            case NOZEROPREFIX -> "1" + digits(length - 1, random);
            case WINDING -> "9";
            case PIECEOFTOTAL -> "0212";
            case ISO4217 -> "978";
            case ISO3166, ISO3166999 -> "276";
            case ISO3166ALPHA2 -> "DE";
            case IBAN -> "DE89370400440532013000";
            case PCENC -> "St+Mary%27s";
            case YESNO -> "1";
            case HYPHEN -> "-";
            case IMPORTERIDX -> "_";
            case PACKAGETYPE -> "PX";
            case MEDIATYPE -> "10";
            case ISO5218 -> "9";
            case POSINSEQSLASH -> "1/2";
            case COUPONCODE -> "106141416543213150110120";
            case COUPONPOSOFFER -> "0001234560000010000000";
            case LATITUDE -> "1800000000";
            case LONGITUDE -> "3600000000";
            case GCPPOS1, GCPPOS2, HASNONDIGIT -> null;
        };
    }
}
