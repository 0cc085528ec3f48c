package io.wardtally.tracking.internal;

/** Check digits and characters, as GS1 and HIBC calculate them. */
public final class CheckDigit {

    /** The characters of HIBC in the order of their values; the space and the slash may be check characters, too. */
    public static final String HIBC_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

    private CheckDigit() {}

    /** Whether the last of these digits is the check digit of the others: weights 3 and 1 from the right, modulo 10. */
    public static boolean fits(CharSequence digits) {
        int last = digits.length() - 1;
        return last > 0 && isDigit(digits.charAt(last)) && of(digits, last) == digits.charAt(last);
    }

    /** The check digit of the first {@code length} digits; a space if one of them is none. */
    public static char of(CharSequence digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            char c = digits.charAt(i);
            if (!isDigit(c)) {
                return ' ';
            }
            sum += (c - '0') * ((length - i) % 2 == 1 ? 3 : 1);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** The check character of HIBC for this text: the sum of the characters' values modulo 43; NUL if one has none. */
    public static char hibc(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = HIBC_CHARACTERS.indexOf(text.charAt(i));
            if (value < 0) {
                return 0;
            }
            sum += value;
        }
        return HIBC_CHARACTERS.charAt(sum % HIBC_CHARACTERS.length());
    }

    /** Whether the text from here on is so long and consists of the 82 characters that GS1 allows in serial numbers. */
    public static boolean isSet82(String text, int from, int shortest, int longest) {
        int length = text.length() - from;
        if (length < shortest || length > longest) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (!isSet82(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is one of the 82 characters that GS1 allows in serial numbers. */
    public static boolean isSet82(char c) {
        return (c >= '%' && c <= '?')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || c == '_'
                || c == '!'
                || c == '"';
    }

    /** Whether this is one of the ten digits of ASCII; other scripts have digits, too, which no code means. */
    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether all of these are digits. */
    public static boolean areDigits(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
