package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.core.scan.Way.Level;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Readings of what is nearly a code of ours or of a standard: what it is without doubt, what it may be, and, as a flaw, what it
 * looks like.
 */
final class NearReadings {

    /** The longest text that is looked at so closely. */
    static final int LONGEST = 500;

    /** What says by itself by which standard it is to be read is not searched for another. */
    private static final Set<Standard> NOT_ANNOUNCED = Set.of(Standard.TAG, Standard.GTIN, Standard.WEB_ADDRESS);

    private static final Pattern MARK_IN_FRONT =
            Pattern.compile(Quirks.WRITTEN_OUT.pattern() + "|FNC1|>8|_1|[\\u00C8\\u00CA\\u00E8\\u00F1]");
    private static final Pattern EPC_IN_FRONT = Pattern.compile("(?i)urn:epc:[a-z]+:[a-z0-9-]+:");
    private static final Pattern RAW_TAG = Pattern.compile("(?i)urn:epc:raw:\\d+\\.x([0-9a-f]+)");
    private static final Pattern MEMORY = Pattern.compile("(?i)[0-9a-fx :-]{17,200}");
    private static final Pattern HOUSE_LABEL = Pattern.compile("(?i)asset[^:a-z0-9 ._/#-].+");
    private static final Pattern CAPITAL_ADDRESS = Pattern.compile("HTTPS?://[^a-z/]+/[^A-Z]*[a-z][^A-Z]*");
    private static final Pattern ON_EVERY_KEYBOARD = Pattern.compile("[A-Za-z0-9 ]*");
    private static final String MARK_OF_BYTES = "\u00EF\u00BB\u00BF";
    private static final String EAN = "]E0";
    private static final String PROVIDER = "+/";

    private final String text;
    private final String plain;
    private final TwoDigitYear century;
    private final List<Way> ways = new ArrayList<>();

    private NearReadings(String text, TwoDigitYear century) {
        this.text = text;
        this.plain = unstarred(plain(text));
        this.century = century;
    }

    /** The further ways in which this text may be read, of which this is the first reading as it is. */
    static List<Way> of(String text, CodeReading first, TwoDigitYear century) {
        NearReadings near = new NearReadings(text, century);
        Standard announced = first instanceof CodeReading.Code code && !NOT_ANNOUNCED.contains(code.standard())
                ? code.standard()
                : null;
        if (announced == null || near.isInOtherCase()) {
            near.understand();
            near.recogniseKeyboards();
        }
        if (announced == null || announced == Standard.HOUSE) {
            near.guessCapitals();
        }
        return near.ways;
    }

    /** Whether a symbology identifier or a web address shows that capital and small letters are the other way round. */
    private boolean isInOtherCase() {
        String symbology = text.substring(0, CodeReader.symbology(text));
        boolean elements = !symbology.equals(EAN)
                && !CodeReader.isElementString(symbology)
                && CodeReader.isElementString(swapped(symbology));
        return elements || CAPITAL_ADDRESS.matcher(text).matches();
    }

    private void understand() {
        if (!plain.equals(text)) {
            readings(plain).forEach(this::add);
        }
        for (String other : announcing()) {
            readings(other).stream().filter(NearReadings::saysWhatItIs).forEach(this::add);
        }
        readMemory();
        Matcher mark = MARK_IN_FRONT.matcher(plain);
        boolean marked = mark.lookingAt();
        complain(marked ? plain.substring(mark.end()) : plain, marked);
    }

    /** Says what is wrong with an element string that is announced as one, or is right up to its second element. */
    private void complain(String elements, boolean announced) {
        Gs1 begun = new Gs1(century);
        CodeFlaw flaw = CodeReader.isElements(elements, 0) ? begun.scanned(elements, 0) : null;
        if (flaw != null && (announced || !begun.elements().isEmpty())) {
            add(CodeReader.elements(elements, 0, century));
        }
    }

    /** Readings of another form. Two characters without a check do not make it the label of a person. */
    private List<CodeReading> readings(String form) {
        boolean weak = form.startsWith(PROVIDER, CodeReader.symbology(form)) && !form.equals(plain(text));
        return weak ? List.of() : CodeReader.readings(form, century);
    }

    private void add(CodeReading reading) {
        ways.add(Way.of(Level.NEARLY, reading));
    }

    private static boolean saysWhatItIs(CodeReading reading) {
        return !(reading instanceof CodeReading.Broken)
                && !(reading instanceof CodeReading.Code code && NOT_ANNOUNCED.contains(code.standard()));
    }

    /** The text in other forms, which are taken only if they say what they are. */
    private Set<String> announcing() {
        Set<String> forms = new LinkedHashSet<>();
        int from = CodeReader.symbology(plain);
        String rest = plain.substring(from);
        if (from > 0 && rest.startsWith("(")) {
            forms.add(rest);
        }
        if (rest.regionMatches(true, 0, CodeReader.HOUSE, 0, CodeReader.HOUSE.length())) {
            forms.add(
                    CodeReader.HOUSE + rest.substring(CodeReader.HOUSE.length()).strip());
        }
        Matcher epc = EPC_IN_FRONT.matcher(rest);
        if (epc.lookingAt()) {
            forms.add(epc.group().toLowerCase(Locale.ROOT) + rest.substring(epc.end()));
        }
        Matcher mark = MARK_IN_FRONT.matcher(rest);
        if (mark.lookingAt()) {
            forms.add(rest.replace(mark.group(), String.valueOf(Gs1.SEPARATOR)));
        }
        forms.add(swapped(plain));
        forms.remove(text);
        return forms;
    }

    /** The memory of an RFID tag with {@code 0x} or the URI of raw tags in front, or with something between its bytes. */
    private void readMemory() {
        Matcher raw = RAW_TAG.matcher(plain);
        String memory = raw.matches() ? raw.group(1) : plain;
        if (!MEMORY.matcher(memory).matches() || CodeReader.isMemory(plain)) {
            return;
        }
        try {
            Identifier tag = Identifier.epc(memory);
            List<CodeReading> known = readings(tag.value()).stream()
                    .filter(NearReadings::saysWhatItIs)
                    .toList();
            known.forEach(this::add);
            if (known.isEmpty()) {
                add(new CodeReading.Code(
                        Standard.TAG, List.of(new CodeElement("", tag.value())), Udi.NOTHING, List.of(tag)));
            }
        } catch (TrackingException.BadInput noMemory) {
            // It only looked like it.
        }
    }

    private void recogniseKeyboards() {
        // A symbology identifier that arrived tells that the layouts agree.
        boolean agree = CodeReader.isElementString(text.substring(0, CodeReader.symbology(text)));
        if (agree || ON_EVERY_KEYBOARD.matcher(text).matches()) {
            return;
        }
        CodeFlaw why = CodeFlaw.of(CodeFlaw.Kind.NEARLY, 0, "flaw.keyboard");
        boolean foreign = text.chars().anyMatch(c -> c > '~' && Character.isLetter(c));
        Standard looksLike = HOUSE_LABEL.matcher(text).matches() ? Standard.HOUSE : null;
        for (String meant : KeyboardLayout.meant(text)) {
            for (CodeReading reading : readings(meant)) {
                if (reading instanceof CodeReading.Person) {
                    add(reading);
                } else if (reading instanceof CodeReading.Code code && code.standard() != Standard.TAG) {
                    looksLike = looksLike == null ? code.standard() : looksLike;
                } else if (foreign && reading instanceof CodeReading.Code code) {
                    guess(code, why);
                }
            }
        }
        if (looksLike != null) {
            add(new CodeReading.Broken(looksLike, why));
        }
    }

    /** An id or a sticker in which capital and small letters are the other way round. */
    private void guessCapitals() {
        boolean ours = plain.startsWith(CodeReader.HOUSE);
        String other = ours ? CodeReader.HOUSE + swapped(plain.substring(CodeReader.HOUSE.length())) : swapped(plain);
        if (!other.equals(plain)) {
            for (CodeReading reading : readings(other)) {
                boolean named = reading instanceof CodeReading.Code code
                        && (code.standard() == Standard.TAG || code.standard() == Standard.HOUSE);
                if (named) {
                    guess((CodeReading.Code) reading, CodeFlaw.of(CodeFlaw.Kind.NEARLY, 0, "flaw.capitals"));
                }
            }
        }
    }

    private void guess(CodeReading.Code code, CodeFlaw why) {
        ways.add(new Way(
                Level.GUESSED,
                new CodeReading.Code(code.standard(), code.elements(), code.udi(), CodeReader.units(code)),
                why));
    }

    private static String swapped(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            swapped.append(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return swapped.toString();
    }

    /** The text without the asterisks that begin and end a Code 39. */
    private static String unstarred(String text) {
        int from = CodeReader.symbology(text);
        int last = text.length() - 1;
        return last > from + 1 && text.charAt(from) == '*' && text.charAt(last) == '*'
                ? text.substring(0, from) + text.substring(from + 1, last)
                : text;
    }

    /** The text in the characters that codes are made of, without what nobody sees around it. */
    private static String plain(String scanned) {
        String text = scanned.startsWith(MARK_OF_BYTES) ? scanned.substring(MARK_OF_BYTES.length()) : scanned;
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c < 128 ? c : plain(c));
        }
        String plainly = plain.toString();
        // The check character of a HIBC may be a space.
        return plainly.equals(scanned) || plainly.startsWith("+") ? plainly : Check.stripped(plainly);
    }

    private static char plain(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return (char) (c - '\uFF01' + '!');
        }
        int type = Character.getType(c);
        return switch (type) {
            case Character.DASH_PUNCTUATION -> '-';
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DECIMAL_DIGIT_NUMBER -> (char) ('0' + Character.digit(c, 10));
            default -> c == '\u2212' ? '-' : c;
        };
    }
}
