package io.wardtally.tracking.core.scan;

import static java.util.stream.Collectors.partitioningBy;

import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Parts of labels: what belongs to one thing may stand in several codes, in any order. */
final class LabelParts {

    /** Standards that part a label. Codes of any other stand for themselves. */
    private static final List<Standard> PARTED = List.of(Standard.GS1, Standard.HIBC);

    private LabelParts() {}

    /** All these codes as one, or what keeps them from being codes of one thing. */
    static CodeReading joined(List<CodeReading.Code> codes, TwoDigitYear century) {
        if (codes.size() == 1) {
            return codes.get(0);
        }
        Map<Standard, List<CodeElement>> said = new LinkedHashMap<>();
        List<Identifier> identifiers = new ArrayList<>();
        for (CodeReading.Code code : codes) {
            List<CodeElement> all = said.computeIfAbsent(family(code), family -> new ArrayList<>());
            for (CodeElement element : code.elements()) {
                if (all.stream().anyMatch(other -> contradicts(element, other))) {
                    return broken(code.standard(), CodeFlaw.Kind.REPEATED, "flaw.contradiction", element.key());
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
            return new CodeReading.Broken(Standard.GS1, flaw);
        }
        CodeReading.Code gs1 = CodeReader.gs1(Standard.GS1, elements, century);
        List<CodeElement> linked = said.getOrDefault(Standard.HIBC, List.of());
        if (!Hibc.isLinked(linked)) {
            return broken(Standard.HIBC, CodeFlaw.Kind.ASSOCIATION, "flaw.hibc-other-primary");
        }
        CodeReading.Code hibc = CodeReader.hibc(linked);
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

    private static CodeReading.Broken broken(Standard standard, CodeFlaw.Kind rule, String code, Object... arguments) {
        return new CodeReading.Broken(standard, CodeFlaw.of(rule, 0, code, arguments));
    }

    private static Standard family(CodeReading.Code code) {
        Standard standard = code.standard();
        return standard == Standard.DIGITAL_LINK || standard == Standard.GTIN ? Standard.GS1 : standard;
    }

    /** Whether one thing cannot say both. Of bare texts, which have no key, it may carry any number. */
    private static boolean contradicts(CodeElement one, CodeElement other) {
        return !one.key().isEmpty()
                && one.key().equals(other.key())
                && !one.value().equals(other.value());
    }

    /**
     * The things that these codes may belong to. If all codes of a standard agree, they are of one. If they do not, each that
     * names a thing is one of its own, and what only adds to a thing is added to each that it fits.
     *
     * @return codes that stand for themselves, which are the same as before, and joined ones
     */
    static List<CodeReading.Code> things(List<CodeReading.Code> codes, TwoDigitYear century) {
        List<CodeReading.Code> things = new ArrayList<>();
        for (CodeReading.Code code : codes) {
            if (!PARTED.contains(family(code))) {
                things.add(code);
            }
        }
        for (Standard family : PARTED) {
            List<CodeReading.Code> parts =
                    codes.stream().filter(code -> family(code) == family).toList();
            if (!parts.isEmpty()) {
                CodeReading all = joined(parts, century);
                things.addAll(all instanceof CodeReading.Code one ? List.of(one) : apart(parts, century));
            }
        }
        return things;
    }

    private static List<CodeReading.Code> apart(List<CodeReading.Code> parts, TwoDigitYear century) {
        Map<Boolean, List<CodeReading.Code>> named = parts.stream().collect(partitioningBy(LabelParts::namesAThing));
        List<CodeReading.Code> bases = Objects.requireNonNull(named.get(true));
        List<CodeReading.Code> things = new ArrayList<>(bases);
        for (CodeReading.Code addition : Objects.requireNonNull(named.get(false))) {
            List<CodeReading.Code> extended = new ArrayList<>();
            for (CodeReading.Code base : bases) {
                if (joined(List.of(base, addition), century) instanceof CodeReading.Code whole) {
                    extended.add(whole);
                }
            }
            things.addAll(extended.isEmpty() ? List.of(addition) : extended);
        }
        return things;
    }

    private static boolean namesAThing(CodeReading.Code code) {
        return code.udi().gtin() != null
                || code.udi().hibc() != null
                || code.identifiers().stream()
                        .anyMatch(identifier -> identifier.kind().isUnique());
    }
}
