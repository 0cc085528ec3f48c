package io.wardtally.tracking.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodeReaderProperties {

    private static final CodeReader STRICT = new CodeReader(Set.of());
    private static final CodeReader LENIENT = new CodeReader(ScannerQuirk.all());
    private static final Set<String> PEOPLE = Set.of("8017", "8018");
    private static final String HIBC_TEXT = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. ";
    private static final String ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static CodeReading strictly(String text) {
        return STRICT.read(text, 2026);
    }

    private static void says(CodeReading reading, List<CodeElement> elements) {
        if (elements.stream().anyMatch(element -> PEOPLE.contains(element.key()))) {
            assertThat(reading).isEqualTo(new CodeReading.Person());
        } else {
            assertThat(reading).as("%s", elements).isInstanceOf(CodeReading.Code.class);
            assertThat(((CodeReading.Code) reading).elements()).containsExactlyElementsOf(elements);
        }
    }

    @Property
    void an_element_string_is_read_as_it_was_written(@ForAll long seed) {
        List<CodeElement> elements = Values.elements(new Random(seed), 6);
        says(strictly("]C1" + Gs1.scanned(elements)), elements);
        says(strictly(Gs1.bracketed(elements)), elements);
    }

    @Property
    void a_web_address_is_read_as_it_was_written(@ForAll long seed) {
        Random random = new Random(seed);
        List<ApplicationIdentifiers> keys = new ArrayList<>();
        ApplicationIdentifiers.all().forEach(ai -> {
            if (ai.qualifiers() != null) {
                keys.add(ai);
            }
        });
        ApplicationIdentifiers key = keys.get(random.nextInt(keys.size()));
        List<CodeElement> elements = new ArrayList<>(List.of(Values.element(key, random)));
        List<String> order =
                key.qualifiers().get(random.nextInt(key.qualifiers().size()));
        for (String qualifier : order) {
            if (random.nextBoolean()) {
                elements.add(Values.element(ApplicationIdentifiers.of(qualifier), random));
            }
        }
        for (CodeElement more : Values.elements(random, 4)) {
            boolean free = elements.stream().noneMatch(element -> element.key().equals(more.key()));
            if (free
                    && !order.contains(more.key())
                    && key.qualifiers().stream().noneMatch(all -> all.contains(more.key()))) {
                elements.add(more);
            }
        }
        says(strictly(Gs1.link("https://id.example/stem", elements)), elements);
    }

    @Property
    void a_changed_character_of_an_element_string_is_refused_or_says_something_else(@ForAll long seed) {
        Random random = new Random(seed);
        List<CodeElement> elements = Values.elements(random, 4);
        String text = Gs1.scanned(elements);
        int at = random.nextInt(text.length());
        char other = (char) (' ' + random.nextInt(95));
        String changed = text.substring(0, at) + other + text.substring(at + 1);
        if (changed.equals(text)) {
            return;
        }
        CodeReading reading = strictly("]C1" + changed);
        if (reading instanceof CodeReading.Code code) {
            assertThat(code.elements()).isNotEqualTo(elements);
        }
    }

    @Property
    void a_hibc_is_read_as_it_was_written(@ForAll long seed) {
        Random random = new Random(seed);
        List<CodeElement> elements = new ArrayList<>();
        boolean primary = random.nextBoolean();
        if (primary) {
            elements.add(new CodeElement(
                    "+", "Z" + Values.text(ALPHANUMERIC, 3 + 1 + random.nextInt(18), random) + random.nextInt(10)));
        }
        String[] dates = {
            "1", "0231", "2", "022931", "3", "310228", "4", "31022823", "5", "31365", "6", "3136523", "7", ""
        };
        int date = random.nextInt(dates.length / 2) * 2;
        switch (random.nextInt(4)) {
            case 0 -> elements.add(new CodeElement(random.nextBoolean() ? "$" : "$+", text(random)));
            case 1 -> {
                if (random.nextBoolean()) {
                    elements.add(random.nextBoolean() ? new CodeElement("8", "24") : new CodeElement("9", "00024"));
                }
                String sensible = dates[date].equals("2") ? "022828" : dates[date + 1];
                elements.add(new CodeElement(dates[date], sensible));
                elements.add(new CodeElement(random.nextBoolean() ? "$" : "$+", text(random)));
            }
            case 2 -> {
                elements.add(new CodeElement("J", "31365"));
                elements.add(new CodeElement("$", text(random)));
            }
            default -> elements.add(new CodeElement("7", ""));
        }
        if (random.nextBoolean()) {
            elements.add(new CodeElement("S", text(random)));
        }
        if (random.nextBoolean()) {
            elements.add(new CodeElement("16D", "20240229"));
        }
        if (random.nextBoolean()) {
            elements.add(new CodeElement("14D", "20280229"));
        }
        if (!primary) {
            elements.add(new CodeElement("link", Values.text(CheckDigit.HIBC_CHARACTERS, 1, random)));
        }
        String text = Hibc.scanned(elements);
        says(strictly(text), elements);

        int at = 1 + random.nextInt(text.length() - 1);
        String changed =
                text.substring(0, at) + Values.text(CheckDigit.HIBC_CHARACTERS, 1, random) + text.substring(at + 1);
        if (!changed.equals(text)) {
            assertThat(strictly(changed)).isNotInstanceOf(CodeReading.Code.class);
        }
    }

    private static String text(Random random) {
        return Values.text(ALPHANUMERIC, 1, random) + Values.text(HIBC_TEXT, random.nextInt(16), random) + "X";
    }

    @Property
    void an_rfid_tag_is_read_as_it_was_written(@ForAll long seed) {
        Random random = new Random(seed);
        Epc.Layout layout = Epc.Layout.values()[random.nextInt(Epc.Layout.values().length)];
        boolean text = !layout.name().endsWith("_96");
        Epc.Scheme scheme = Epc.Scheme.valueOf(layout.name().split("_", -1)[0]);
        String prefix = Values.digits(6 + random.nextInt(7), random);
        String any = text
                ? Values.text(Values.SET_82, 1 + random.nextInt(16), random)
                : "1" + Values.digits(random.nextInt(10), random);
        Epc epc = switch (scheme) {
            case SGTIN -> new Epc(scheme, 3, prefix, Values.digits(13 - prefix.length(), random), any);
            case GRAI -> new Epc(scheme, 3, prefix, Values.digits(12 - prefix.length(), random), any);
            case GIAI -> new Epc(scheme, 3, prefix, any, "");
        };
        assertThat(Epc.ofMemory(epc.memory(layout))).as("%s %s", layout, epc).isEqualTo(epc);
        assertThat(Epc.ofUri(epc.tagUri(layout))).isEqualTo(epc);
        assertThat(Epc.ofUri(epc.uri()).uri()).isEqualTo(epc.uri());
        CodeReading.Code fromBarcode = (CodeReading.Code) strictly("]C1" + Gs1.scanned(epc.elements()));
        CodeReading.Code fromTag = (CodeReading.Code) strictly(epc.memory(layout));
        assertThat(fromTag.identifiers()).containsAll(fromBarcode.identifiers());
    }

    @Property
    void whatever_is_scanned_gives_a_reading(@ForAll("anything") String text) {
        assertThat(strictly(text)).isNotNull();
        assertThat(LENIENT.read(text, 2026)).isNotNull();
        assertThat(LENIENT.ways(text, 2026)).isNotEmpty();
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> pieces = Arbitraries.of(
                "]C1",
                "]d2",
                "01",
                "09506000134352",
                "21",
                "10",
                "\u001D",
                "(",
                ")",
                "(01)",
                "+",
                "A123",
                "$$",
                "/",
                "=",
                "&,1",
                "https://x/",
                "urn:epc:id:sgtin:",
                "urn:epc:tag:giai-96:",
                ".",
                "%",
                "%4",
                "?",
                "8018",
                "061414112345678902",
                "3074257BF7194E4000001A85",
                "*",
                "_",
                " ",
                "<GS>",
                "asset:");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.strings().ascii().ofMaxLength(200),
                pieces.list().ofMaxSize(30).map(all -> String.join("", all)),
                pieces.map(piece -> piece.repeat(10_000 / piece.length())));
    }
}
