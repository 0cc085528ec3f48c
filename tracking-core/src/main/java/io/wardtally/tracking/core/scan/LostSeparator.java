package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.core.scan.Way.Level;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import java.util.ArrayList;
import java.util.List;

/** The separator between a lot or serial number and what stands behind it, where an element string ends without one. */
final class LostSeparator {

    private static final int LONGEST = 20;
    private static final int KEY = 2;

    private LostSeparator() {}

    /**
     * Further ways of reading this text, if it is an element string that may have lost one. What is too long to be whole is parted
     * if that can be done in one way only; everything else is a guess.
     */
    static List<Way> ways(String text, TwoDigitYear century) {
        int from = CodeReader.symbology(text);
        if (from == text.length() || text.indexOf(Gs1.SEPARATOR, from + 1) >= 0 || !CodeReader.isElements(text, from)) {
            return List.of();
        }
        Gs1 read = new Gs1(century);
        CodeFlaw flaw = read.scanned(text, from);
        List<CodeElement> before = new ArrayList<>(read.elements());
        if (flaw == null) {
            before.remove(before.size() - 1);
        }
        int at = from + Gs1.scanned(before).length() + (text.charAt(from) == Gs1.SEPARATOR ? 1 : 0);
        boolean tooLong = flaw != null && flaw.kind() == CodeFlaw.Kind.LENGTH;
        boolean varies = text.startsWith("10", at) || text.startsWith("21", at);
        return varies && (flaw == null || tooLong) ? ways(parted(text, at, before, century), at, tooLong) : List.of();
    }

    private static List<Way> ways(List<CodeReading> parted, int at, boolean tooLong) {
        if (tooLong && parted.size() == 1) {
            return List.of(Way.of(Level.PUT_RIGHT, parted.get(0)));
        }
        List<Way> ways = new ArrayList<>();
        if (tooLong && !parted.isEmpty()) {
            CodeFlaw several = CodeFlaw.of(CodeFlaw.Kind.AMBIGUOUS, at, "flaw.ambiguous");
            ways.add(Way.of(Level.PUT_RIGHT, new CodeReading.Broken(Standard.GS1, several)));
        }
        CodeFlaw why = CodeFlaw.of(CodeFlaw.Kind.AMBIGUOUS, at, "flaw.separator-lost");
        for (CodeReading reading : parted) {
            if (reading instanceof CodeReading.Code code
                    && !CodeReader.units(code).isEmpty()) {
                ways.add(new Way(Level.GUESSED, code, why));
            }
        }
        return ways;
    }

    /** The readings of a text whose last separator belongs behind this lot or serial number, wherever that may end. */
    private static List<CodeReading> parted(String text, int at, List<CodeElement> before, TwoDigitYear century) {
        List<CodeReading> parted = new ArrayList<>();
        for (int cut = at + KEY + 1; cut <= at + KEY + LONGEST && cut < text.length(); cut++) {
            Gs1 rest = new Gs1(century);
            if (rest.scanned(text, cut) == null) {
                List<CodeElement> elements = new ArrayList<>(before);
                elements.add(new CodeElement(text.substring(at, at + KEY), text.substring(at + KEY, cut)));
                elements.addAll(rest.elements());
                if (elements.stream().map(CodeElement::key).distinct().count() == elements.size()) {
                    parted.add(CodeReader.said(Standard.GS1, elements, null, century));
                }
            }
        }
        return parted;
    }
}
