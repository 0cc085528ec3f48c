package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.core.scan.Way.Level;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import io.wardtally.tracking.scan.ScannerQuirk;
import io.wardtally.tracking.scan.Scans;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parser of what a scanner reads; says by which standard it is to be understood.
 *
 * <p>What a code is, is decided in this order. A symbology identifier ({@code ]d2}) settles whether it is an element string.
 * Then {@code asset:}, {@code urn:epc:}, a web address, a bracket with a key in it, a plus sign, an equals sign or ampersand and
 * the envelope of ISO 15434 each announce their standard. What contains a separator of GS1 is an element string. Digits of a
 * GTIN's length whose check digit fits are a GTIN. What begins with the key of a thing and is an element string to its last
 * character is one. Everything else is a tag, and if it could be the memory of an RFID tag, that as well.
 *
 * <p>The number of a patient or of a member of staff is recognised before all that even where the rest of the code is broken.
 */
public final class CodeReader {

    /** Opening of the label of the house. */
    static final String HOUSE = "asset:";

    /** Opening of the URI of an RFID tag. */
    static final String EPC = "urn:epc:";

    private static final int AIM_LENGTH = 3;
    /** GS1-128, GS1 Data Matrix, GS1 QR, DataBar, GS1 DotCode. */
    private static final Set<String> ELEMENT_STRINGS = Set.of("]C1", "]d2", "]Q3", "]e0", "]J1");
    /** Keys with which an element string of a thing begins where nothing else says that it is one. */
    private static final Set<String> FIRST = Set.of("00", "01", "8003", "8004", "8006", "8010", "414", "253", "255");
    /**
     * The number of a patient, 8018, or of a member of staff, 8017, however it is written down. On the path of a site that is
     * not of GS1 only a whole number is one.
     */
    private static final Pattern PERSON = Pattern.compile("(?:^|\\x1D|\\()80(?:17|18)\\)?\\d{18}"
            + "|/80(?:17|18)/\\d{18}(?![^/?#])|(?i)^https?://id\\.gs1\\.org/80(?:17|18)/|^urn:epc:[a-z]+:gsrn|^\\+/");

    private static final Set<String> PEOPLE = Set.of("8017", "8018");
    private static final int LONGEST_SERIAL = 20;
    /** Number of digits of the shortest memory that has a scheme. */
    private static final int SHORTEST_EPC = 24;

    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{4}){4,16}");
    private static final Pattern WEB = Pattern.compile("(?i)https?://\\S+");

    private final Quirks quirks;

    /** Codes as they arrive here, with these quirks. */
    public CodeReader(Set<ScannerQuirk> quirks) {
        this(quirks, Set.of());
    }

    /**
     * Codes as they arrive here, with these quirks.
     *
     * @param separators what scanners write instead of the separator of GS1, besides what is known
     */
    public CodeReader(Set<ScannerQuirk> quirks, Set<String> separators) {
        this.quirks = new Quirks(quirks, separators);
    }

    /**
     * Reads one code.
     *
     * @param thisYear the present year, from which codes count their centuries
     */
    public CodeReading read(String scanned, int thisYear) {
        return best(arrived(scanned, new TwoDigitYear(thisYear)));
    }

    /** Reads the codes of one thing: what belongs together may stand in several of them, in any order. */
    public CodeReading read(List<String> scanned, int thisYear) {
        List<CodeReading.Code> codes = new ArrayList<>();
        CodeReading not = null;
        for (String one : scanned) {
            CodeReading reading = read(one, thisYear);
            if (reading instanceof CodeReading.Code code) {
                codes.add(code);
            } else if (not == null || reading instanceof CodeReading.Person) {
                not = reading;
            }
        }
        return not == null ? LabelParts.joined(codes, new TwoDigitYear(thisYear)) : not;
    }

    /** Every way in which a code may be read; at least one. */
    List<Way> ways(String scanned, int thisYear) {
        TwoDigitYear century = new TwoDigitYear(thisYear);
        List<Way> ways = new ArrayList<>(arrived(scanned, century));
        boolean person = best(ways) instanceof CodeReading.Person;
        if (person || scanned.length() > NearReadings.LONGEST) {
            return ways;
        }
        String unwrapped = quirks.unwrapped(scanned);
        String right = quirks.putRight(unwrapped);
        for (String text : Stream.of(unwrapped, right).distinct().toList()) {
            CodeReading first = text.equals(scanned)
                    ? ways.get(0).reading()
                    : readings(text, century).get(0);
            CodeReading.Code sticker = tag(text);
            if (sticker != null && ways.stream().noneMatch(way -> way.reading().equals(sticker))) {
                ways.add(Way.of(Level.STICKER, sticker));
            }
            ways.addAll(NearReadings.of(text, first, century));
        }
        return ways;
    }

    /** The ways in which a code may be read as it arrived, and with what is known of the scanners put right. */
    private List<Way> arrived(String scanned, TwoDigitYear century) {
        String text = Check.given("what was read", scanned);
        if (text.length() > Scans.MOST_CHARACTERS) {
            CodeFlaw flaw = CodeFlaw.of(CodeFlaw.Kind.TOO_LONG, Scans.MOST_CHARACTERS, "flaw.too-long");
            return List.of(Way.of(Level.LITERAL, broken(Standard.TAG, flaw)));
        }
        String unwrapped = quirks.unwrapped(text);
        String right = quirks.putRight(unwrapped);
        List<Way> literal = Way.all(Level.LITERAL, readings(text, century));
        List<Way> lost = quirks.has(ScannerQuirk.SEPARATOR_LOST) ? LostSeparator.ways(right, century) : List.of();
        if (right.equals(text) && lost.isEmpty()) {
            return literal;
        }
        List<Way> ways = new ArrayList<>(literal);
        ways.addAll(lost);
        if (!right.equals(text)) {
            ways.addAll(Way.all(Level.PUT_RIGHT, readings(right, century)));
        }
        if (!unwrapped.equals(text) && !unwrapped.equals(right)) {
            ways.addAll(Way.all(Level.PUT_RIGHT, readings(unwrapped, century)));
        }
        return ways;
    }

    /** Identifiers of the code that only one asset may carry. */
    static List<Identifier> units(CodeReading.Code code) {
        return code.identifiers().stream()
                .filter(identifier -> identifier.kind().isUnique())
                .toList();
    }

    /** The one reading that counts where only one is wanted; what it may say besides is among its identifiers. */
    private static CodeReading best(List<Way> ways) {
        CodeReading best = ways.get(0).reading();
        if (ways.size() == 1) {
            return best;
        }
        CodeReading right = null;
        List<Identifier> besides = new ArrayList<>();
        for (Way way : ways) {
            CodeReading reading = way.reading();
            if (reading instanceof CodeReading.Person) {
                return reading;
            }
            if (way.level() == Level.PUT_RIGHT) {
                boolean better =
                        right == null || (right instanceof CodeReading.Broken && reading instanceof CodeReading.Code);
                right = better ? reading : right;
            } else if (way.level() == Level.GUESSED && reading instanceof CodeReading.Code code) {
                besides.addAll(units(code));
            }
        }
        if (right instanceof CodeReading.Code || (right != null && best instanceof CodeReading.Broken)) {
            best = right;
        }
        if (besides.isEmpty() || !(best instanceof CodeReading.Code code)) {
            return best;
        }
        besides.addAll(0, code.identifiers());
        return new CodeReading.Code(code.standard(), code.elements(), code.udi(), besides);
    }

    /** The ways in which this text may be read as it is, the most telling first; at least one. */
    static List<CodeReading> readings(String text, TwoDigitYear century) {
        int from = symbology(text);
        if (text.length() == from || text.isBlank()) {
            return List.of(broken(Standard.TAG, CodeFlaw.of(CodeFlaw.Kind.EMPTY, from, "flaw.empty")));
        }
        if (isPerson(text, from)) {
            return List.of(new CodeReading.Person());
        }
        CodeReading announced = announced(text, from, century);
        return announced == null ? bare(text, from, century) : List.of(announced);
    }

    private static boolean isPerson(String text, int from) {
        // Most codes have none of these in them, and need not be searched any closer.
        boolean perhaps = text.contains("801")
                || text.startsWith("+/", from)
                || text.regionMatches(true, from, EPC, 0, EPC.length());
        return perhaps && PERSON.matcher(text).region(from, text.length()).find();
    }

    private static CodeReading.Broken broken(Standard standard, CodeFlaw flaw) {
        return new CodeReading.Broken(standard, flaw);
    }

    /** What a code is that says itself by which standard it is to be read, or null if it does not. */
    private static @Nullable CodeReading announced(String text, int from, TwoDigitYear century) {
        if (from > 0 && isElementString(text.substring(0, from))) {
            return elements(text, from, century);
        }
        if (text.startsWith(HOUSE, from)) {
            return house(text, from + HOUSE.length());
        }
        if (text.startsWith(EPC, from)) {
            Epc epc = Epc.ofUri(text.substring(from));
            return epc == null
                    ? broken(Standard.EPC, CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.epc"))
                    : epc(epc);
        }
        if (text.regionMatches(true, from, "http", 0, 4)
                && WEB.matcher(text).region(from, text.length()).matches()) {
            return web(text, from, century);
        }
        if (text.startsWith(Iso15434.OPENING, from)) {
            return Iso15434.read(text, from, century);
        }
        return switch (text.charAt(from)) {
            case '(' -> bracketed(text, from, century);
            case '+' -> hibc(text, from);
            case '=', '&' -> iccbba(text, from);
            default -> null;
        };
    }

    /** Length of the symbology identifier in front of a code; 0 if there is none. */
    static int symbology(String text) {
        boolean is = text.length() >= AIM_LENGTH
                && text.charAt(0) == ']'
                && isAscii(text.charAt(1))
                && (isAscii(text.charAt(2)) || CheckDigit.isDigit(text.charAt(2)));
        return is ? AIM_LENGTH : 0;
    }

    private static boolean isAscii(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Whether a code with this symbology identifier is an element string of GS1. */
    static boolean isElementString(String symbology) {
        return ELEMENT_STRINGS.contains(symbology);
    }

    /** Whether what begins here is to be read as an element string of GS1. */
    static boolean isElements(String text, int from) {
        return (from > 0 && isElementString(text.substring(0, from)))
                || text.indexOf(Gs1.SEPARATOR, from) >= 0
                || beginsAsGs1(text, from);
    }

    private static boolean beginsAsGs1(String text, int from) {
        ApplicationIdentifiers first = ApplicationIdentifiers.at(text, from);
        return first != null && FIRST.contains(first.key());
    }

    private static CodeReading house(String text, int from) {
        try {
            AssetId id = AssetId.of(text.substring(from));
            return new CodeReading.Code(
                    Standard.HOUSE, List.of(new CodeElement(HOUSE, id.value())), Udi.NOTHING, List.of());
        } catch (TrackingException.BadInput notAnId) {
            return broken(Standard.HOUSE, CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.asset-id"));
        }
    }

    private static CodeReading.@Nullable Code tag(String text) {
        if (text.length() > Check.ID_LENGTH || text.indexOf(Gs1.SEPARATOR) >= 0) {
            return null;
        }
        try {
            List<Identifier> identifiers =
                    new ArrayList<>(List.of(Identifier.tag(text), Identifier.serial(text, null)));
            if (isMemory(text)) {
                identifiers.add(Identifier.epc(text));
            }
            return new CodeReading.Code(Standard.TAG, List.of(new CodeElement("", text)), Udi.NOTHING, identifiers);
        } catch (TrackingException.BadInput notATag) {
            return null;
        }
    }

    private static List<CodeReading> bare(String text, int from, TwoDigitYear century) {
        String rest = text.substring(from);
        if (rest.indexOf(Gs1.SEPARATOR) >= 0) {
            return List.of(elements(text, from, century));
        }
        List<CodeReading> readings = new ArrayList<>();
        boolean gtin = rest.length() == 8 || (rest.length() >= 12 && rest.length() <= 14);
        if (gtin && CheckDigit.areDigits(rest) && CheckDigit.fits(rest)) {
            CodeElement element = new CodeElement("01", Gs1.padded(rest));
            readings.add(new CodeReading.Code(
                    Standard.GTIN, List.of(element), Udi.ofGtin(element.value()), List.of(Identifier.tag(rest))));
        }
        add(readings, isMemory(rest) ? memory(rest.toUpperCase(Locale.ROOT)) : null);
        CodeReading elements = beginsAsGs1(rest, 0) ? elements(text, from, century) : null;
        add(readings, elements instanceof CodeReading.Broken ? null : elements);
        add(readings, tag(rest));
        if (readings.isEmpty()) {
            add(readings, broken(Standard.TAG, CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.no-code")));
        }
        return readings;
    }

    private static void add(List<CodeReading> readings, @Nullable CodeReading reading) {
        if (reading instanceof CodeReading.Person) {
            readings.clear();
        }
        boolean ofAPerson = !readings.isEmpty() && readings.get(0) instanceof CodeReading.Person;
        if (reading != null && !ofAPerson) {
            readings.add(reading);
        }
    }

    /** Whether these may be the hexadecimal digits of the memory of an RFID tag. */
    static boolean isMemory(String text) {
        return HEX.matcher(text).matches();
    }

    /** What the memory of an RFID tag says, or null if it is of no known scheme. */
    private static @Nullable CodeReading memory(String hex) {
        if (hex.length() < SHORTEST_EPC) {
            return null;
        }
        if (Epc.isPerson(hex)) {
            return new CodeReading.Person();
        }
        Epc epc = Epc.ofMemory(hex);
        if (epc == null) {
            return null;
        }
        CodeReading.Code code = epc(epc);
        List<Identifier> all = new ArrayList<>(code.identifiers());
        all.add(Identifier.epc(hex));
        return new CodeReading.Code(Standard.EPC, code.elements(), code.udi(), all);
    }

    /** Reads an element string that a scanner gave, from this place on. */
    static CodeReading elements(String text, int from, TwoDigitYear century) {
        Gs1 gs1 = new Gs1(century);
        CodeFlaw flaw = gs1.scanned(text, from);
        boolean separator = flaw != null
                && flaw.kind() == CodeFlaw.Kind.CHARACTER
                && Quirks.WRITTEN_OUT
                        .matcher(text)
                        .region(flaw.position(), text.length())
                        .lookingAt();
        return said(
                Standard.GS1,
                gs1.elements(),
                flaw != null && separator
                        ? CodeFlaw.of(flaw.kind(), flaw.position(), "flaw.separator-written-out")
                        : flaw,
                century);
    }

    private static @Nullable CodeReading bracketed(String text, int from, TwoDigitYear century) {
        Gs1 gs1 = new Gs1(century);
        CodeFlaw flaw = gs1.bracketed(text, from);
        boolean noKey = flaw != null
                && flaw.kind() == CodeFlaw.Kind.UNKNOWN_KEY
                && gs1.elements().isEmpty();
        return noKey ? null : said(Standard.GS1, gs1.elements(), flaw, century);
    }

    private static CodeReading iccbba(String text, int from) {
        Iccbba label = new Iccbba();
        CodeFlaw flaw = label.read(text, from);
        return flaw != null
                ? broken(Standard.ICCBBA, flaw)
                : new CodeReading.Code(Standard.ICCBBA, label.elements(), Iccbba.udi(label.elements()), List.of());
    }

    private static CodeReading web(String text, int from, TwoDigitYear century) {
        Gs1 gs1 = new Gs1(century);
        try {
            return gs1.link(text.substring(from))
                    ? said(Standard.DIGITAL_LINK, gs1.elements(), null, century)
                    : new CodeReading.Code(
                            Standard.WEB_ADDRESS,
                            List.of(new CodeElement("", text.substring(from))),
                            Udi.NOTHING,
                            List.of());
        } catch (Gs1.Broken broken) {
            CodeFlaw flaw = broken.flaw();
            return broken(Standard.DIGITAL_LINK, flaw.at(from + flaw.position()));
        }
    }

    private static CodeReading hibc(String text, int from) {
        Hibc hibc = new Hibc(text, from);
        CodeFlaw flaw = hibc.read();
        return flaw == null ? hibc(hibc.elements()) : broken(Standard.HIBC, flaw);
    }

    static CodeReading.Code hibc(List<CodeElement> elements) {
        Udi udi = Hibc.udi(elements);
        return new CodeReading.Code(Standard.HIBC, elements, udi, identifiers(udi));
    }

    /** What a thing may be registered under whose label says this. */
    static List<Identifier> identifiers(Udi udi) {
        List<Identifier> all = new ArrayList<>();
        if (udi.serial() != null) {
            if (udi.gtin() != null && CheckDigit.isSet82(udi.serial(), 0, 1, LONGEST_SERIAL)) {
                all.add(Identifier.gtin(udi.gtin(), udi.serial()));
            }
            if (udi.hibc() != null) {
                all.add(Identifier.hibc(udi.hibc(), udi.serial()));
            }
            all.add(Identifier.serial(udi.serial(), null));
        }
        return all;
    }

    private static CodeReading.Code epc(Epc epc) {
        CodeReading.Code said = gs1(Standard.EPC, epc.elements(), new TwoDigitYear(2000));
        List<CodeElement> elements = new ArrayList<>(List.of(new CodeElement("epc", epc.uri())));
        elements.addAll(said.elements());
        List<Identifier> identifiers = new ArrayList<>(List.of(Identifier.epc(epc.uri())));
        identifiers.addAll(said.identifiers());
        return new CodeReading.Code(Standard.EPC, elements, said.udi(), identifiers);
    }

    static CodeReading said(
            Standard standard, List<CodeElement> elements, @Nullable CodeFlaw flaw, TwoDigitYear century) {
        if (elements.stream().anyMatch(element -> PEOPLE.contains(element.key()))) {
            return new CodeReading.Person();
        }
        return flaw == null ? gs1(standard, elements, century) : broken(standard, flaw);
    }

    static CodeReading.Code gs1(Standard standard, List<CodeElement> elements, TwoDigitYear century) {
        String gtin = null;
        String serial = null;
        String lot = null;
        LocalDate expires = null;
        LocalDate made = null;
        List<Identifier> keys = new ArrayList<>();
        for (CodeElement element : elements) {
            String value = element.value();
            switch (element.key()) {
                case "01" -> gtin = value;
                case "21" -> serial = value;
                case "10" -> lot = value;
                case "17" -> expires = century.yymmdd(value, TwoDigitYear.Whole.LAST_DAY);
                case "11" -> made = century.yymmdd(value, TwoDigitYear.Whole.FIRST_DAY);
                case "8003" -> addIfUnit(keys, value);
                case "8004" -> keys.add(Identifier.giai(value));
                default -> {}
            }
        }
        Udi udi = Udi.ofGtin(gtin).withUnit(serial, lot).withDates(expires, made);
        keys.addAll(identifiers(udi));
        return new CodeReading.Code(standard, elements, udi, keys);
    }

    private static void addIfUnit(List<Identifier> keys, String grai) {
        if (grai.length() > 14) {
            keys.add(Identifier.grai(grai));
        }
    }
}
