package io.wardtally.tracking.core.scan;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keyboard layouts, for scanners that type. One that presses the keys of an American keyboard on a computer with another one
 * types other characters, and the other way round.
 */
final class KeyboardLayout {

    private static final String AMERICAN = "`1234567890-=" + "qwertyuiop[]\\" + "asdfghjkl;'" + "zxcvbnm,./"
            + "~!@#$%^&*()_+" + "QWERTYUIOP{}|" + "ASDFGHJKL:\"" + "ZXCVBNM<>?";

    /** The same keys in the same order; NUL where a key types nothing. */
    private static final List<String> OTHERS = List.of(
            // German
            "^1234567890ß´" + "qwertzuiopü+#" + "asdfghjklöä" + "yxcvbnm,.-" + "°!\"§$%&/()=?`" + "QWERTZUIOPÜ*'"
                    + "ASDFGHJKLÖÄ" + "YXCVBNM;:_",
            // French
            "²&é\"'(-è_çà)=" + "azertyuiop^$*" + "qsdfghjklmù" + "wxcvbn,;:!" + "\u00001234567890°+" + "AZERTYUIOP¨£µ"
                    + "QSDFGHJKLM%" + "WXCVBN?./§",
            // Swiss
            "§1234567890'^" + "qwertzuiopü¨$" + "asdfghjklöä" + "yxcvbnm,.-" + "°+\"*ç%&/()=?`" + "QWERTZUIOPè!£"
                    + "ASDFGHJKLéà" + "YXCVBNM;:_",
            // Spanish
            "º1234567890'¡" + "qwertyuiop`+ç" + "asdfghjklñ´" + "zxcvbnm,.-" + "ª!\"·$%&/()=?¿" + "QWERTYUIOP^*Ç"
                    + "ASDFGHJKLÑ¨" + "ZXCVBNM;:_",
            // Italian
            "\\1234567890'ì" + "qwertyuiopè+ù" + "asdfghjklòà" + "zxcvbnm,.-" + "|!\"£$%&/()=?^" + "QWERTYUIOPé*§"
                    + "ASDFGHJKLç°" + "ZXCVBNM;:_",
            // Swedish and Finnish
            "§1234567890+´" + "qwertyuiopå¨'" + "asdfghjklöä" + "zxcvbnm,.-" + "½!\"#¤%&/()=?`" + "QWERTYUIOPÅ^*"
                    + "ASDFGHJKLÖÄ" + "ZXCVBNM;:_",
            // Danish
            "½1234567890+´" + "qwertyuiopå¨'" + "asdfghjklæø" + "zxcvbnm,.-" + "§!\"#¤%&/()=?`" + "QWERTYUIOPÅ^*"
                    + "ASDFGHJKLÆØ" + "ZXCVBNM;:_");

    /** Key that waits for the next one, by what it puts above a letter. */
    private static final Map<Character, Character> WAITING =
            Map.of('\u0300', '`', '\u0301', '´', '\u0302', '^', '\u0308', '¨');

    private static final List<Map<Character, Character>> BACK = OTHERS.stream()
            .flatMap(other -> Stream.of(keys(other, AMERICAN), keys(AMERICAN, other)))
            .toList();

    private KeyboardLayout() {}

    private static Map<Character, Character> keys(String typed, String meant) {
        Map<Character, Character> keys = new HashMap<>();
        for (int i = 0; i < typed.length(); i++) {
            keys.putIfAbsent(typed.charAt(i), meant.charAt(i));
        }
        keys.remove('\0');
        return Map.copyOf(keys);
    }

    /** What a scanner may have meant to type, with each of the layouts; without the text itself. */
    static Set<String> meant(String typed) {
        Set<String> all = new LinkedHashSet<>();
        for (Map<Character, Character> keys : BACK) {
            all.add(meant(typed, keys));
        }
        all.remove(typed);
        return all;
    }

    private static String meant(String typed, Map<Character, Character> keys) {
        StringBuilder meant = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            String apart = c < 128 || keys.containsKey(c)
                    ? ""
                    : Normalizer.normalize(typed.substring(i, i + 1), Normalizer.Form.NFD);
            Character waiting = apart.length() == 2 ? WAITING.get(apart.charAt(1)) : null;
            if (waiting != null) {
                meant.append(keys.getOrDefault(waiting, waiting));
                c = apart.charAt(0);
            }
            meant.append(keys.getOrDefault(c, c));
        }
        return meant.toString();
    }
}
