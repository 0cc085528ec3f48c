package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Udi;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parser of what a scanner reads; says by which standard it is to be understood.
 *
 * <p>What a code is, is decided in this order. A symbology identifier ({@code ]d2}) settles whether it is an element string.
 * Then {@code asset:}, {@code urn:epc:}, a web address, a bracket with a key in it, a plus sign and an equals sign or ampersand
 * each announce their standard. What contains a separator of GS1 is an element string. Digits of a GTIN's length whose check digit
 * fits are a GTIN. What begins with the key of a thing and is an element string to its last character is one. Everything else
 * is a tag, and if it could be the memory of an RFID tag, that as well.
 *
 * <p>The number of a patient or of a member of staff is recognised before all that even where the rest of the code is broken.
 */
public final class CodeReader {

    /** The longest text that is looked at. */
    static final int MOST_CHARACTERS = 10_000;

    private static final String HOUSE = "asset:";
    private static final int AIM_LENGTH = 3;
    /** GS1-128, GS1 Data Matrix, GS1 QR, DataBar, GS1 DotCode. */
    private static final Set<String> ELEMENT_STRINGS = Set.of("]C1", "]d2", "]Q3", "]e0", "]J1");
    /** Keys with which an element string of a thing begins where nothing else says that it is one. */
    private static final Set<String> FIRST = Set.of("00", "01", "8003", "8004", "8006", "8010", "414", "253", "255");
    /** The number of a patient, 8018, or of a member of staff, 8017, however it is written down. */
    private static final Pattern PERSON =
            Pattern.compile("(?:^|\\x1D|\\()80(?:17|18)\\)?\\d{18}|/80(?:17|18)/|urn:epc:(?:id|tag):gsrn|^\\+/");

    private static final Set<String> PEOPLE = Set.of("8017", "8018");
    private static final int LONGEST_LOT = 20;
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{4}){4,16}");
    private static final Pattern WEB = Pattern.compile("(?i)https?://\\S+");
    private static final Pattern WRITTEN_OUT =
            Pattern.compile("<GS>|\\{GS\\}|\\[GS\\]|\\\\x1[Dd]|\\\\u001[Dd]|\\^\\]|~1|[|~^\\u241D]");
    private static final Pattern REPEATED = Pattern.compile("\\x1D+");

    private final Set<ScannerQuirk> quirks;

    /** Codes as they arrive here, with these quirks. */
    public CodeReader(Set<ScannerQuirk> quirks) {
        this.quirks = Set.copyOf(quirks);
    }

    /**
     * Reads one code.
     *
     * @param thisYear the present year, from which codes count their centuries
     */
    public CodeReading read(String scanned, int thisYear) {
        String text = Check.given("what was read", scanned);
        if (text.length() > MOST_CHARACTERS) {
            return broken(Standard.TAG, CodeFlaw.of(CodeFlaw.Kind.TOO_LONG, MOST_CHARACTERS, "flaw.too-long"));
        }
        if (quirks.contains(ScannerQuirk.WRAPPED)) {
            text = unwrapped(text);
        }
        int from = isAim(text) ? AIM_LENGTH : 0;
        if (text.length() == from || text.isBlank()) {
            return broken(Standard.TAG, CodeFlaw.of(CodeFlaw.Kind.EMPTY, from, "flaw.empty"));
        }
        return isPerson(text, from) ? new CodeReading.Person() : decide(text, from, new TwoDigitYear(thisYear));
    }

    /** Reads the codes of one thing: what belongs together may stand in several of them, in any order. */
    public CodeReading read(List<String> scanned, int thisYear) {
        List<CodeReading> readings =
                scanned.stream().map(one -> read(one, thisYear)).toList();
        List<CodeReading.Code> codes = new ArrayList<>();
        CodeReading not = null;
        for (CodeReading reading : readings) {
            if (reading instanceof CodeReading.Code code) {
                codes.add(code);
            } else if (not == null || reading instanceof CodeReading.Person) {
                not = reading;
            }
        }
        if (not != null) {
            return not;
        }
        return codes.size() == 1 ? codes.get(0) : together(codes, new TwoDigitYear(thisYear));
    }

    private static CodeReading together(List<CodeReading.Code> codes, TwoDigitYear century) {
        Map<Standard, List<CodeElement>> said = new LinkedHashMap<>();
        List<Identifier> identifiers = new ArrayList<>();
        for (CodeReading.Code code : codes) {
            List<CodeElement> all = said.computeIfAbsent(family(code.standard()), family -> new ArrayList<>());
            for (CodeElement element : code.elements()) {
                if (all.stream().anyMatch(other -> contradicts(element, other))) {
                    return broken(
                            code.standard(),
                            CodeFlaw.of(CodeFlaw.Kind.REPEATED, 0, "flaw.contradiction", element.key()));
                }
                if (!all.contains(element)) {
                    all.add(element);
                }
            }
            identifiers.addAll(code.identifiers());
        }
        List<CodeElement> elements = said.getOrDefault(Standard.GS1, List.of());
        CodeFlaw flaw = ApplicationIdentifiers.associations(elements);
        if (flaw != null) {
            return broken(Standard.GS1, flaw);
        }
        CodeReading.Code gs1 = gs1(Standard.GS1, elements, century);
        List<CodeElement> linked = said.getOrDefault(Standard.HIBC, List.of());
        if (!Hibc.isLinked(linked)) {
            return broken(Standard.HIBC, CodeFlaw.of(CodeFlaw.Kind.ASSOCIATION, 0, "flaw.hibc-other-primary"));
        }
        CodeReading.Code hibc = hibc(linked);
        CodeReading.Code first = !elements.isEmpty() ? gs1 : !linked.isEmpty() ? hibc : codes.get(0);
        List<Identifier> all = new ArrayList<>(gs1.identifiers());
        all.addAll(hibc.identifiers());
        all.addAll(identifiers);
        List<CodeElement> everything =
                said.values().stream().flatMap(List::stream).toList();
        return new CodeReading.Code(
                first.standard(),
                everything,
                first.udi(),
                all.stream().distinct().toList());
    }

    private static Standard family(Standard standard) {
        return standard == Standard.DIGITAL_LINK || standard == Standard.GTIN ? Standard.GS1 : standard;
    }

    private static boolean contradicts(CodeElement one, CodeElement other) {
        return one.key().equals(other.key()) && !one.value().equals(other.value());
    }

    private static boolean isPerson(String text, int from) {
        // Most codes have none of these in them, and need not be searched any closer.
        boolean perhaps = text.contains("801") || text.contains("gsrn") || text.startsWith("+/", from);
        return perhaps && PERSON.matcher(text).region(from, text.length()).find();
    }

    private static String unwrapped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to
                && (isWrapping(text.charAt(from)) || Character.isWhitespace(text.charAt(from)))
                && text.charAt(from) != Gs1.SEPARATOR) {
            from++;
        }
        while (from < to && isWrapping(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isWrapping(char c) {
        return (Character.isISOControl(c) && c != Gs1.SEPARATOR) || Check.isInvisible(c);
    }

    private static CodeReading broken(Standard standard, CodeFlaw flaw) {
        return new CodeReading.Broken(standard, flaw);
    }

    private CodeReading decide(String text, int from, TwoDigitYear century) {
        if (from > 0 && isElementString(text.substring(0, from))) {
            return elementString(text, from, century);
        }
        if (text.startsWith(HOUSE, from)) {
            return house(text, from + HOUSE.length());
        }
        if (text.startsWith("urn:epc:", from)) {
            Epc epc = Epc.ofUri(text.substring(from));
            return epc == null
                    ? broken(Standard.EPC, CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.epc"))
                    : epc(epc);
        }
        if (text.startsWith("http", from) || text.startsWith("HTTP", from)) {
            if (WEB.matcher(text).region(from, text.length()).matches()) {
                return web(text, from, century);
            }
        }
        if (text.charAt(from) == '(') {
            return bracketed(text, from, century);
        }
        if (text.charAt(from) == '+' || (quirks.contains(ScannerQuirk.PRINTED_HIBC) && text.startsWith("*+", from))) {
            return hibc(text, from);
        }
        if (text.charAt(from) == '=' || text.charAt(from) == '&') {
            Iccbba label = new Iccbba();
            CodeFlaw flaw = label.read(text, from);
            return flaw != null
                    ? broken(Standard.ICCBBA, flaw)
                    : new CodeReading.Code(Standard.ICCBBA, label.elements(), Iccbba.udi(label.elements()), List.of());
        }
        return bare(text, from, century);
    }

    /** Whether a code with this symbology identifier is an element string of GS1. */
    static boolean isElementString(String symbology) {
        return ELEMENT_STRINGS.contains(symbology);
    }

    private static boolean isAim(String text) {
        return text.length() >= AIM_LENGTH
                && text.charAt(0) == ']'
                && Character.isLetter(text.charAt(1))
                && CheckDigit.isDigit(text.charAt(2));
    }

    private CodeReading house(String text, int from) {
        String id = trimmed(text.substring(from));
        try {
            return new CodeReading.Code(
                    Standard.HOUSE,
                    List.of(new CodeElement(HOUSE, AssetId.of(id).value())),
                    Udi.NOTHING,
                    List.of());
        } catch (TrackingException.BadInput notAnId) {
            return broken(Standard.HOUSE, CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.asset-id"));
        }
    }

    private String trimmed(String text) {
        return quirks.contains(ScannerQuirk.WRAPPED) ? Check.stripped(text) : text;
    }

    private CodeReading tag(String text, int from) {
        String tag = trimmed(text);
        try {
            List<Identifier> identifiers = new ArrayList<>(List.of(Identifier.tag(tag), Identifier.serial(tag, null)));
            if (HEX.matcher(tag).matches()) {
                identifiers.add(Identifier.epc(tag));
            }
            return new CodeReading.Code(Standard.TAG, List.of(new CodeElement("", tag)), Udi.NOTHING, identifiers);
        } catch (TrackingException.BadInput notATag) {
            return broken(Standard.TAG, CodeFlaw.of(CodeFlaw.Kind.STRUCTURE, from, "flaw.no-code"));
        }
    }

    private CodeReading bare(String text, int from, TwoDigitYear century) {
        String rest = text.substring(from);
        if (rest.indexOf(Gs1.SEPARATOR) >= 0
                || (quirks.contains(ScannerQuirk.SEPARATOR_WRITTEN_OUT) && beginsAsGs1(rest))) {
            return elementString(text, from, century);
        }
        boolean gtin = rest.length() == 8 || (rest.length() >= 12 && rest.length() <= 14);
        if (gtin && CheckDigit.areDigits(rest) && CheckDigit.fits(rest)) {
            CodeElement element = new CodeElement("01", Gs1.padded(rest));
            return new CodeReading.Code(
                    Standard.GTIN, List.of(element), Udi.ofGtin(element.value()), List.of(Identifier.tag(rest)));
        }
        if (HEX.matcher(rest).matches()) {
            String hex = rest.toUpperCase(Locale.ROOT);
            if (rest.length() >= 24 && Epc.isPerson(hex)) {
                return new CodeReading.Person();
            }
            Epc epc = rest.length() >= 24 ? Epc.ofMemory(hex) : null;
            if (epc != null) {
                CodeReading.Code code = epc(epc);
                List<Identifier> all = new ArrayList<>(code.identifiers());
                all.add(Identifier.epc(hex));
                return new CodeReading.Code(Standard.EPC, code.elements(), code.udi(), all);
            }
        }
        if (beginsAsGs1(rest)) {
            CodeReading reading = elementString(text, from, century);
            if (reading instanceof CodeReading.Code) {
                return reading;
            }
        }
        return tag(rest, from);
    }

    private static boolean beginsAsGs1(String text) {
        ApplicationIdentifiers first = ApplicationIdentifiers.at(text, 0);
        return first != null && FIRST.contains(first.key());
    }

    private CodeReading elementString(String scanned, int start, TwoDigitYear century) {
        String text = scanned;
        int from = start;
        if (quirks.contains(ScannerQuirk.SEPARATOR_WRITTEN_OUT)) {
            text = WRITTEN_OUT.matcher(text.substring(from)).replaceAll("\u001D");
            from = 0;
        }
        if (quirks.contains(ScannerQuirk.SEPARATOR_REPEATED)) {
            text = REPEATED.matcher(text.substring(from)).replaceAll("\u001D");
            from = 0;
        }
        Gs1 gs1 = new Gs1(century);
        CodeFlaw flaw = gs1.scanned(text, from);
        if (quirks.contains(ScannerQuirk.SEPARATOR_LOST) && text.indexOf(Gs1.SEPARATOR, from + 1) < 0) {
            return separated(text, from, gs1, flaw, century);
        }
        return said(Standard.GS1, gs1, flaw, century);
    }

    /** Looks for a serial number behind a lot, or the other way round, that no separator parts. */
    private static CodeReading separated(
            String text, int from, Gs1 read, @Nullable CodeFlaw flaw, TwoDigitYear century) {
        List<CodeElement> before = new ArrayList<>(read.elements());
        if (flaw == null) {
            before.remove(before.size() - 1);
        }
        int at = from + Gs1.scanned(before).length();
        at += text.charAt(from) == Gs1.SEPARATOR ? 1 : 0;
        String other = text.startsWith("10", at) ? "21" : text.startsWith("21", at) ? "10" : "";
        boolean longer = flaw != null && flaw.kind() == CodeFlaw.Kind.LENGTH;
        boolean already = before.stream().anyMatch(element -> element.key().equals(other));
        if (other.isEmpty() || already || (flaw != null && !longer)) {
            return said(Standard.GS1, read, flaw, century);
        }
        List<List<CodeElement>> ways = new ArrayList<>();
        for (int cut = at + 3; cut <= at + 2 + LONGEST_LOT && cut < text.length(); cut++) {
            Gs1 rest = new Gs1(century);
            if (text.startsWith(other, cut)
                    && rest.scanned(text, cut) == null
                    && rest.elements().size() == 1) {
                List<CodeElement> way = new ArrayList<>(before);
                way.add(new CodeElement(text.substring(at, at + 2), text.substring(at + 2, cut)));
                way.addAll(rest.elements());
                ways.add(way);
            }
        }
        if (longer && ways.size() > 1) {
            return broken(Standard.GS1, CodeFlaw.of(CodeFlaw.Kind.AMBIGUOUS, at, "flaw.ambiguous"));
        }
        CodeReading whole = said(Standard.GS1, read, flaw, century);
        if (ways.size() != 1 || whole instanceof CodeReading.Person) {
            return whole;
        }
        CodeReading.Code parted = gs1(Standard.GS1, ways.get(0), century);
        if (!(whole instanceof CodeReading.Code code)) {
            return parted;
        }
        List<Identifier> both = new ArrayList<>(code.identifiers());
        parted.identifiers().stream().filter(CodeReader::namesAUnit).forEach(both::add);
        return new CodeReading.Code(code.standard(), code.elements(), code.udi(), both);
    }

    private static boolean namesAUnit(Identifier identifier) {
        return identifier.kind().isUnique();
    }

    private CodeReading bracketed(String text, int from, TwoDigitYear century) {
        String typed = text;
        if (quirks.contains(ScannerQuirk.SPACED)) {
            typed = text.replace(" ", "");
        }
        Gs1 gs1 = new Gs1(century);
        CodeFlaw flaw = gs1.bracketed(typed, from);
        boolean noKey = flaw != null
                && flaw.kind() == CodeFlaw.Kind.UNKNOWN_KEY
                && gs1.elements().isEmpty();
        return noKey ? tag(text.substring(from), from) : said(Standard.GS1, gs1, flaw, century);
    }

    private static CodeReading web(String text, int from, TwoDigitYear century) {
        Gs1 gs1 = new Gs1(century);
        try {
            return gs1.link(text.substring(from))
                    ? said(Standard.DIGITAL_LINK, gs1, null, century)
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

    private CodeReading hibc(String scanned, int from) {
        String text = scanned;
        if (quirks.contains(ScannerQuirk.PRINTED_HIBC)) {
            text = text.toUpperCase(Locale.ROOT).replace('_', ' ');
            if (text.startsWith("*", from) && text.endsWith("*")) {
                text = text.substring(0, from) + text.substring(from + 1, text.length() - 1);
            }
        }
        Hibc hibc = new Hibc(text, from);
        CodeFlaw flaw = hibc.read();
        return flaw == null ? hibc(hibc.elements()) : broken(Standard.HIBC, flaw);
    }

    static CodeReading.Code hibc(List<CodeElement> elements) {
        Udi udi = Hibc.udi(elements);
        return new CodeReading.Code(Standard.HIBC, elements, udi, identifiers(udi));
    }

    private static List<Identifier> identifiers(Udi udi) {
        List<Identifier> all = new ArrayList<>();
        if (udi.serial() != null) {
            if (udi.gtin() != null) {
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

    private static CodeReading said(Standard standard, Gs1 gs1, @Nullable CodeFlaw flaw, TwoDigitYear century) {
        List<CodeElement> elements = gs1.elements();
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
