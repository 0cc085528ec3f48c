package io.wardtally.tracking.core.scan;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecognitionProperties {

    private static final List<String> PIECES = List.of(
            "00",
            "01",
            "10",
            "17",
            "21",
            "414",
            "8003",
            "8004",
            "09506000134352",
            "00614141000036",
            "1234",
            "7",
            "A",
            "x9",
            "BME",
            "asset",
            ":",
            "-",
            "_",
            "/",
            ".",
            " ",
            "(",
            ")",
            "(01)",
            "(21)",
            "*",
            "+",
            "=",
            "&",
            "|",
            "~",
            "~1",
            "^",
            "^]",
            "<GS>",
            "{GS}",
            "<FNC1>",
            "\\F",
            "\\x1D",
            "#",
            "¶",
            "]C1",
            "]d2",
            "]zB",
            "0x",
            "3074257BF7194E4000001A85",
            "ß",
            "Ö",
            "\uFF11",
            "[)>",
            "urn:epc:",
            "https://x.example/",
            "+A123BJC5D6E71G");

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        // What begins like this is of a person.
        String noPerson = text.toString().startsWith("+/") ? "A" + text : text.toString();
        return noPerson.substring(0, Math.min(noPerson.length(), 64)).strip();
    }

    private static Identifier identifier(Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                Identifier.gtin(Values.checked(14, random), Values.text(Values.SET_82, 1 + random.nextInt(20), random));
            case 1 ->
                Identifier.giai(Values.digits(4, random) + Values.text(Values.SET_82, random.nextInt(20), random));
            case 2 ->
                Identifier.hibc("A123" + Values.digits(1 + random.nextInt(8), random) + "1", "X" + random.nextInt(99));
            case 3 -> Identifier.epc("E2" + Values.text("0123456789ABCDEF", 22, random));
            default -> Identifier.tag(text(random, 6));
        };
    }

    private static List<String> codes(Identifier identifier) {
        String value = identifier.value();
        return switch (identifier.kind()) {
            case GTIN_SERIAL -> {
                List<CodeElement> elements = List.of(
                        new CodeElement("01", value.substring(4, 18)), new CodeElement("21", value.substring(22)));
                yield List.of(
                        Gs1.scanned(elements),
                        "]C1" + Gs1.scanned(elements),
                        "]d2" + Gs1.scanned(elements) + "\u001D",
                        Gs1.bracketed(elements),
                        Gs1.link("https://id.gs1.org", elements));
            }
            case GIAI ->
                List.of("8004" + value, "]C18004" + value, Gs1.bracketed(List.of(new CodeElement("8004", value))));
            case HIBC -> {
                int slash = value.indexOf('/');
                yield List.of(Hibc.scanned(List.of(
                        new CodeElement("+", value.substring(1, slash)),
                        new CodeElement("S", value.substring(slash + 2)))));
            }
            default -> List.of(value);
        };
    }

    private static Set<ScannerQuirk> some(Random random) {
        return EnumSet.allOf(ScannerQuirk.class).stream()
                .filter(quirk -> random.nextBoolean())
                .collect(toCollection(() -> EnumSet.noneOf(ScannerQuirk.class)));
    }

    @Property(tries = 25)
    void what_is_registered_is_found_strictly_and_with_any_set_of_quirks(@ForAll long seed) {
        Random random = new Random(seed);
        try (Hospital strict =
                new Hospital(Wardtally.memoryStore()).with(Policies.standard().withQuirks(Set.of()))) {
            Map<String, AssetId> codes = new LinkedHashMap<>();
            for (int i = 0; i < 8; i++) {
                register(strict, random, codes);
            }
            List<Policies> all = new ArrayList<>(
                    List.of(Policies.standard(), Policies.standard().withQuirks(ScannerQuirk.all())));
            for (int i = 0; i < 3; i++) {
                Policies quirks = Policies.standard().withQuirks(some(random));
                all.add(random.nextBoolean() ? quirks : quirks.withSeparators("#", "¶", "(", "-"));
            }
            for (Policies policies : all) {
                try (Hospital lenient = strict.with(policies)) {
                    codes.forEach((code, id) -> found(strict, lenient, code, id));
                }
            }
        }
    }

    private static void register(Hospital ward, Random random, Map<String, AssetId> codes) {
        try {
            Identifier identifier = identifier(random);
            Asset asset = Asset.of(text(random, 4), "Device", "device").withIdentifiers(List.of(identifier));
            ward.technician().assets().register(asset);
            codes(identifier).forEach(code -> codes.put(code, asset.id()));
            codes.put(asset.id().value(), asset.id());
            codes.put("asset:" + asset.id(), asset.id());
        } catch (TrackingException.BadInput | TrackingException.Conflict noIdOrTaken) {
            // The pieces made something that no asset can have, or twice the same.
        }
    }

    private static void found(Hospital strict, Hospital lenient, String code, AssetId id) {
        ScanResult seen = strict.sarah().scans().scan(code);
        ScanResult other = lenient.sarah().scans().scan(code);
        if (seen.outcome() == Outcome.FOUND) {
            assertThat(other.outcome()).as(code).isEqualTo(Outcome.FOUND);
            assertThat(other.asset()).as(code).isEqualTo(seen.asset());
        } else {
            assertThat(seen.outcome()).as(code).isEqualTo(Outcome.AMBIGUOUS);
            assertThat(seen.candidates()).as(code).extracting(Asset::id).contains(id);
            assertThat(other.candidates()).as(code).isEqualTo(seen.candidates());
        }
    }

    @Property(tries = 10)
    void whatever_is_scanned_is_answered_in_whole_sentences_that_do_not_repeat_it(@ForAll long seed) {
        Random random = new Random(seed);
        try (Hospital ward =
                new Hospital(Wardtally.memoryStore()).with(Policies.standard().withQuirks(some(random)))) {
            register(ward, random, new LinkedHashMap<>());
            for (int i = 0; i < 50; i++) {
                String secret = "Q" + Values.text("BCDFGHJK", 8, random);
                String[] more = new String[random.nextInt(3)];
                Arrays.setAll(more, at -> text(random, 8));
                ScanResult seen = ward.sarah().scans().scan(text(random, 6) + secret + text(random, 6), more);
                for (Locale language : List.of(Locale.ENGLISH, Locale.GERMAN)) {
                    assertThat(seen.says(language))
                            .doesNotContain(secret, "{", "  ", ": :")
                            .doesNotEndWith(" ")
                            .doesNotEndWith(":");
                    assertThat(seen.says(language).isEmpty()).isEqualTo(seen.outcome() == Outcome.FOUND);
                }
            }
        }
    }
}
