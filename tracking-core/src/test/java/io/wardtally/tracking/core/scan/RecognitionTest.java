package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.core.scan.Pictures.page;
import static io.wardtally.tracking.core.scan.Pictures.pasted;
import static io.wardtally.tracking.core.scan.Pictures.png;
import static io.wardtally.tracking.core.scan.Pictures.qr;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.contract.Hospital;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.scan.CodeFlaw.Kind;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ward with a handful of devices makes of whatever arrives from its scanners. */
class RecognitionTest {

    private static final String GTIN = "09506000134352";
    private static final String OTHER_GTIN = "04012345000016";
    private static final String GS = "\u001D";
    private static final String RS = "\u001E";
    private static final String WRISTBAND = "(8018)061414112345678902";

    private final Hospital strict = ward();
    private final Hospital lenient = strict.with(Policies.standard().withQuirks(ScannerQuirk.all()));

    private static Hospital ward() {
        Hospital ward = new Hospital(Wardtally.memoryStore());
        registered(ward, "INF001");
        registered(ward, "INF002", Identifier.tag("BME-42"));
        registered(ward, "UNIT5", Identifier.gtin(GTIN, "5"));
        registered(ward, "UNITX9", Identifier.gtin(GTIN, "X9"));
        registered(ward, "BED1", Identifier.giai("40121234"), Identifier.epc("E200341201B8020110A8B5C1"));
        registered(ward, "LIFT1", Identifier.gtin("80614141123458", "6789"));
        registered(ward, "HIBC1", Identifier.hibc("A123BJC5D6E71", "X7"));
        ward.technician()
                .assets()
                .register(Asset.of(
                        AssetId.of("VENT001"),
                        Description.of("Ventilator B", "ventilator").madeBy("MedEquip", "V500", "SN-77")));
        return ward;
    }

    private static void registered(Hospital ward, String id, Identifier... identifiers) {
        ward.technician().assets().register(Asset.of(id, "Device", "device").withIdentifiers(List.of(identifiers)));
    }

    @AfterEach
    void close() {
        lenient.close();
        strict.close();
    }

    private static ScanResult scan(Hospital ward, String... codes) {
        return ward.sarah().scans().scan(codes[0], Arrays.copyOfRange(codes, 1, codes.length));
    }

    private static void finds(String id, ScanResult seen) {
        assertThat(seen.outcome()).as(seen.says()).isEqualTo(Outcome.FOUND);
        assertThat(seen.asset().id()).isEqualTo(AssetId.of(id));
    }

    private static void asks(ScanResult seen, String... ids) {
        assertThat(seen.outcome()).as(seen.says()).isEqualTo(Outcome.AMBIGUOUS);
        assertThat(seen.candidates()).extracting(asset -> asset.id().value()).containsExactly(ids);
    }

    private static void says(ScanResult seen, Outcome outcome, String sentence) {
        assertThat(seen.outcome()).isEqualTo(outcome);
        assertThat(seen.says()).isEqualTo(sentence);
    }

    private static String hibc(String body) {
        return body + CheckDigit.hibc(body);
    }

    @Nested
    class SeveralCodes {

        @Test
        void what_nobody_knows_hides_nothing() {
            for (String foreign : List.of(
                    "REF-8713030",
                    "asset:NOPE",
                    "https://vendor.example/manual",
                    "WIFI:S:guest;T:WPA;P:secret;;" + "x".repeat(60),
                    "(01)" + OTHER_GTIN + "(21)Z",
                    "(01)" + OTHER_GTIN,
                    OTHER_GTIN,
                    hibc("+B999123"),
                    "=A99971312345600")) {
                finds("INF002", scan(strict, foreign, "BME-42"));
                finds("INF002", scan(strict, "BME-42", foreign));
                finds("UNITX9", scan(strict, foreign, "(01)" + GTIN + "(21)X9"));
                finds("UNITX9", scan(strict, "(01)" + GTIN + "(21)X9", foreign));
                finds("INF001", scan(strict, foreign, "asset:INF001", foreign));
            }
        }

        @Test
        void what_cannot_be_read_hides_nothing() {
            for (String broken : List.of(
                    "",
                    "\n",
                    "(01)09506000134353",
                    "]C10109506000134353",
                    "+A123BJC5D6E71H",
                    "asset:",
                    "urn:epc:id:sgtin:1",
                    "=/A9999XYZ100T047",
                    "[)>05",
                    "https://id.gs1.org/01/09506000134353",
                    "x".repeat(10_000))) {
                finds("INF001", scan(strict, "asset:INF001", broken));
                finds("INF001", scan(strict, broken, "asset:INF001"));
                finds("INF002", scan(strict, broken, broken, "BME-42"));
                finds("UNITX9", scan(strict, broken, "(01)" + GTIN + "(21)X9"));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "asset:INF001, asset:INF002, INF001, INF002",
            "asset:INF001, BME-42, INF001, INF002",
            "INF001, BME-42, INF001, INF002",
            "*INF001*, BME-42, INF001, INF002",
            "INF001, ASSET:inf002, INF001, INF002",
            "(01)09506000134352(21)X9, (01)09506000134352(21)5, UNIT5, UNITX9",
            "(01)09506000134352(21)X9, (8004)40121234, BED1, UNITX9",
            "asset:INF001, SN-77, INF001, VENT001",
            "3074257BF7194E4000001A85, E200341201B8020110A8B5C1, BED1, LIFT1",
            "https://id.gs1.org/01/09506000134352/21/X9, asset:INF002, INF002, UNITX9"
        })
        void two_devices_are_a_question_in_any_order(String one, String other, String first, String second) {
            asks(scan(strict, one, other), first, second);
            asks(scan(strict, other, one), first, second);
            asks(scan(strict, other, "REF-1", one, "(01)09506000134353"), first, second);
        }

        @Test
        void a_label_is_put_together_from_its_parts() {
            finds("UNITX9", scan(strict, "(21)X9", "]C101" + GTIN));
            finds("UNITX9", scan(strict, "<FNC1>01" + GTIN, "<FNC1>21X9"));
            finds("HIBC1", scan(strict, hibc("+$+X7G"), "+A123BJC5D6E71G"));
            finds("UNITX9", scan(strict, "(01)" + GTIN, "(10)L", "(21)X9", "BME-43"));
            asks(scan(strict, "(01)" + GTIN, "(21)X9", "(21)5"), "UNIT5", "UNITX9");
            finds("UNITX9", scan(strict, "(01)" + OTHER_GTIN, "(21)X9", "(01)" + GTIN));
            assertThat(scan(strict, "asset:INF001", "(01)" + GTIN + "(10)L")
                            .label()
                            .orElseThrow()
                            .udi()
                            .lot())
                    .isEqualTo("L");
        }

        @Test
        void a_serial_number_of_the_same_device_adds_nothing() {
            registered(strict, "INF003");
            strict.technician()
                    .assets()
                    .register(Asset.of(
                                    AssetId.of("VENT002"),
                                    Description.of("Ventilator B", "ventilator").madeBy("Other", "V1", "SN-77"))
                            .withIdentifiers(List.of(Identifier.tag("BME-77"))));
            asks(scan(strict, "SN-77"), "VENT001", "VENT002");
            finds("VENT002", scan(strict, "SN-77", "BME-77"));
            asks(scan(strict, "SN-77", "INF003"), "INF003", "VENT001", "VENT002");
        }

        @Test
        void sentences_about_several_codes_are_whole() {
            says(
                    scan(strict, "(01)" + GTIN + "(21)A", "(01)" + GTIN + "(21)B"),
                    Outcome.UNREADABLE,
                    "no label could be read: the codes belong to different things, since they disagree on the element 21");
            says(scan(strict, "REF-1", "REF-2"), Outcome.UNKNOWN, "no asset carries this label");
            says(scan(strict, "REF-1", ""), Outcome.UNKNOWN, "no asset carries this label");
            says(
                    scan(strict, "REF-1", "(01)09506000134353"),
                    Outcome.UNREADABLE,
                    "no label could be read: the check digit of 01 does not fit");
            ScanResult half = scan(strict, "(01)" + GTIN, "(01)09506000134353");
            says(
                    half,
                    Outcome.UNREGISTERED,
                    "this device is not registered; another code beside it could not be read: the check digit of 01 does not fit");
            assertThat(half.flaw().orElseThrow().kind()).isEqualTo(Kind.CHECK);
            assertThat(half.label().orElseThrow().udi().gtin()).isEqualTo(GTIN);
        }

        @Test
        void the_wristband_of_a_person_beside_a_device_opens_nothing_by_itself() {
            finds("INF001", scan(strict, "asset:INF001", WRISTBAND));
            finds("UNITX9", scan(strict, WRISTBAND, "(01)" + GTIN + "(21)X9"));
            finds("LIFT1", scan(strict, "2D76451FD4499602D2000000", "3074257BF7194E4000001A85"));
            registered(strict, "P12345");
            registered(strict, "GIAI", Identifier.giai("12341"));
            for (String bare : List.of("P12345", "BME-42", "SN-77", "(21)SN-77", "800412341", "REF-1", "*BME-42*")) {
                assertThat(scan(strict, bare, WRISTBAND).outcome()).as(bare).isEqualTo(Outcome.NOT_A_DEVICE);
                assertThat(scan(strict, WRISTBAND, bare).outcome()).as(bare).isEqualTo(Outcome.NOT_A_DEVICE);
            }
        }

        @Test
        void every_code_in_a_picture_counts() throws Exception {
            for (int larger : List.of(0, 1)) {
                BufferedImage page = page(1_200, 900, Color.WHITE);
                page = pasted(page, qr("asset:INF001", larger == 0 ? 9 : 4), 30, 30);
                page = pasted(page, qr("BME-42", larger == 0 ? 4 : 9), 700, 450);
                asks(strict.sarah().scans().scan(png(page)), "INF001", "INF002");
            }
            BufferedImage page = pasted(page(1_200, 900, Color.WHITE), qr("https://vendor.example/manual", 9), 30, 30);
            page = pasted(page, qr("BME-42", 4), 800, 500);
            finds("INF002", strict.sarah().scans().scan(png(page)));
        }
    }

    @Nested
    class OneCodeOfSeveralMeanings {

        @Test
        void a_bare_number_may_be_a_sticker_or_an_element_string() {
            finds("BED1", scan(strict, "800440121234"));
            registered(strict, "INF003", Identifier.tag("800440121234"));
            asks(scan(strict, "800440121234"), "BED1", "INF003");
            registered(strict, "INF004", Identifier.tag("80041234"));
            registered(strict, "0109506000134352");
            finds("INF004", scan(strict, "80041234"));
            finds("0109506000134352", scan(strict, "0109506000134352"));
            finds("UNITX9", scan(strict, "0109506000134352" + "21X9"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"0012345", "01-77", "00614141000036", "41400", "01|77", "8003~1", "00", "<GS>7", "(01) 7"})
        void a_sticker_that_begins_as_a_code_of_gs1_is_found_with_and_without_quirks(String sticker) {
            registered(strict, "INF003", Identifier.tag(sticker));
            finds("INF003", scan(strict, sticker));
            finds("INF003", scan(lenient, sticker));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "+123",
                    "=A1",
                    "&12",
                    "(21)",
                    "https://vendor.example/asset/7",
                    "urn:epc:7",
                    "[)>7",
                    "*7*",
                    "+A123BJC5D6E71H"
                })
        void a_sticker_that_looks_like_a_broken_code_is_found_all_the_same(String sticker) {
            registered(strict, "INF003", Identifier.tag(sticker));
            finds("INF003", scan(strict, sticker));
            finds("INF003", scan(lenient, sticker));
        }

        @Test
        void a_digit_string_with_a_check_digit_may_be_a_serial_number() {
            strict.technician()
                    .assets()
                    .register(Asset.of(
                            AssetId.of("VENT002"),
                            Description.of("Ventilator", "ventilator").madeBy("Other", null, "96385074")));
            finds("VENT002", scan(strict, "96385074"));
        }

        @Test
        void the_bare_gtin_of_a_type_does_not_become_the_sticker_of_a_unit() {
            Asset first = strict.technician()
                    .assets()
                    .register(scan(strict, "4012345000016").toRegister("VENT002", "Ventilator", "ventilator"));
            assertThat(first.identifiers()).isEmpty();
            assertThat(scan(strict, "4012345000016").outcome()).isEqualTo(Outcome.UNREGISTERED);
        }

        @Test
        void what_was_crowded_out_by_a_common_serial_number_is_found() {
            for (int i = 10; i < 40; i++) {
                strict.technician()
                        .assets()
                        .register(Asset.of(
                                AssetId.of("A" + i),
                                Description.of("Pump", "pump").madeBy("Maker", null, "0001")));
            }
            registered(strict, "Z1", Identifier.tag("0001"));
            finds("Z1", scan(strict, "0001"));
        }
    }

    @Nested
    class LostSeparators {

        @Test
        void a_lost_separator_is_a_question() {
            String code = "01" + GTIN + "10A215";
            for (String read : List.of(code, "]C1" + code, "]d2" + code)) {
                assertThat(scan(strict, read).outcome()).isEqualTo(Outcome.UNREGISTERED);
                ScanResult seen = scan(lenient, read);
                asks(seen, "UNIT5");
                assertThat(seen.says())
                        .isEqualTo("it is not certain which device this is: "
                                + "the separator between lot and serial number may be missing");
                assertThat(seen.flaw().orElseThrow().kind()).isEqualTo(Kind.AMBIGUOUS);
                assertThat(seen.label().orElseThrow().udi().lot()).isEqualTo("A215");
                assertThat(seen.toRegister("NEW", "Pump", "pump").identifiers()).isEmpty();
            }
        }

        @Test
        void every_way_of_parting_it_is_asked_for() {
            registered(strict, "UNIT521X9", Identifier.gtin(GTIN, "521X9"));
            asks(scan(lenient, "]C101" + GTIN + "10A21521X9"), "UNIT521X9", "UNITX9");
            asks(scan(lenient, "]C101" + GTIN + "10L21TLOTLOTLOTLOTLOT21X9"), "UNITX9");
            finds("UNITX9", scan(lenient, "]C101" + GTIN + "10LOTLOTLOTLOTLOTLOTLO21X9"));
        }

        @Test
        void what_is_found_as_it_is_read_is_not_questioned() {
            registered(strict, "WHOLE", Identifier.gtin(GTIN, "A10215"));
            registered(strict, "PART", Identifier.gtin(GTIN, "A"));
            finds("WHOLE", scan(lenient, "]C101" + GTIN + "21A10215"));
            finds("INF001", scan(lenient, "]C101" + GTIN + "10A215", "asset:INF001"));
        }
    }

    @Nested
    class Separators {

        @Test
        void what_stands_for_a_separator_is_named_or_put_right() {
            for (String separator : List.of("↔", "␝", "|", "{GS}", "{FNC1}", "\\F", "^FNC1", "~d029")) {
                String code = "]C101" + GTIN + "10AB" + separator + "21X9";
                says(
                        scan(strict, code),
                        Outcome.UNREADABLE,
                        "no label could be read: the scanner writes a visible character instead of the separator of GS1");
                finds("UNITX9", scan(lenient, code));
                finds("UNITX9", scan(lenient, code.substring(3)));
            }
        }

        @Test
        void a_house_adds_its_own() {
            try (Hospital own = strict.with(Policies.standard().withSeparators("¶", "#", "<0029>", "##"))) {
                for (String separator : List.of("¶", "#", "<0029>", "##")) {
                    finds("UNITX9", scan(own, "]C101" + GTIN + "10AB" + separator + "21X9"));
                    finds("UNITX9", scan(own, "01" + GTIN + "10AB" + separator + "21X9"));
                    assertThat(scan(strict, "]C101" + GTIN + "10AB" + separator + "21X9")
                                    .outcome())
                            .isNotEqualTo(Outcome.FOUND);
                }
                registered(strict, "INF003", Identifier.tag("01#7"));
                finds("INF003", scan(own, "01#7"));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<FNC1>", "{FNC1}", "[FNC1]", "(FNC1)", "^FNC1", "~FNC1", "\\FNC1", "FNC1", "\\F", "<F1>", "<GS>",
                    "{gs}", "|", "^", "~1", ">8", "_1", "è", "ñ", "␝", "↔", "\\x1d"
                })
        void what_stands_for_fnc1_in_front_announces_an_element_string(String mark) {
            finds("UNITX9", scan(strict, mark + "01" + GTIN + "21X9"));
            finds("UNITX9", scan(lenient, mark + "01" + GTIN + "21X9"));
            finds("UNITX9", scan(strict, "]C1" + mark + "01" + GTIN + "21X9"));
            finds("UNITX9", scan(strict, mark + "01" + GTIN + "10L" + mark + "21X9"));
            says(
                    scan(strict, mark + "0109506000134353"),
                    Outcome.UNREADABLE,
                    "no label could be read: the check digit of 01 does not fit");
            assertThat(scan(strict, mark + "8018061414112345678902").outcome()).isEqualTo(Outcome.NOT_A_DEVICE);
        }
    }

    @Nested
    class NearlyOurs {

        @ParameterizedTest
        @CsvSource({
            "ASSET:inf001, INF001",
            "ASSET:INF001, INF001",
            "Asset:INF001, INF001",
            "'asset: INF001', INF001",
            "asset：INF001, INF001",
            "ＩＮＦ００１, INF001",
            "INF٠٠١, INF001",
            "BME–42, INF002",
            "BME\u201142, INF002",
            "*BME-42*, INF002",
            "*asset:INF001*, INF001",
            "]A0*BME-42*, INF002",
            "]zBBME-42, INF002",
            "]XAasset:INF001, INF001",
            "\uFEFFBME-42, INF002",
            "\uFEFFasset:INF001, INF001",
            "\u00EF\u00BB\u00BFBME-42, INF002",
            "'\uFEFF*BME-42*\r\n', INF002",
            "]c10109506000134352" + "21x9, UNITX9",
            "]D20109506000134352" + "21x9, UNITX9",
            "\uFEFF]C10109506000134352" + "21X9, UNITX9",
            "０１09506000134352" + "21X9, UNITX9",
            "]C1(01)09506000134352(21)X9, UNITX9",
            "+a123bjc5d6e71/$+x74, HIBC1",
            "*+A123BJC5D6E71/$+X74*, HIBC1",
            "HTTPS://ID.GS1.ORG/01/09506000134352/21/x9, UNITX9",
            "HTTPS://ID.GS1.ORG/01/09506000134352/21/X9, UNITX9",
            "URN:EPC:ID:SGTIN:0614141.812345.6789, LIFT1",
            "30 74 25 7B F7 19 4E 40 00 00 1A 85, LIFT1",
            "3074 257b f719 4e40 0000 1a85, LIFT1",
            "0x3074257BF7194E4000001A85, LIFT1",
            "0x30 0x74 0x25 0x7B 0xF7 0x19 0x4E 0x40 0x00 0x00 0x1A 0x85, LIFT1",
            "30:74:25:7B:F7:19:4E:40:00:00:1A:85, LIFT1",
            "urn:epc:raw:96.x3074257BF7194E4000001A85, LIFT1",
            "0xE200341201B8020110A8B5C1, BED1",
            "E2-00-34-12-01-B8-02-01-10-A8-B5-C1, BED1"
        })
        void what_can_only_be_meant_in_one_way_is_understood(String code, String id) {
            finds(id, scan(strict, code));
            finds(id, scan(lenient, code));
        }

        @ParameterizedTest
        @CsvSource({"inf001, INF001", "asset:inf001, INF001", "bme-42, INF002", "Bme-42, ''", "*bme-42*, INF002"})
        void capitals_that_may_be_the_other_way_round_are_a_question(String code, String id) {
            if (id.isEmpty()) {
                assertThat(scan(strict, code).outcome()).isEqualTo(Outcome.UNKNOWN);
                return;
            }
            ScanResult seen = scan(strict, code);
            asks(seen, id);
            assertThat(seen.says()).contains("Caps Lock");
            registered(strict, code.startsWith("*") ? "bme-42" : code.replace("asset:", ""));
            assertThat(scan(strict, code).outcome()).isEqualTo(Outcome.FOUND);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "assetÖINF001", // German
                    "assetÖinf001",
                    "ASSETöinf001",
                    "qssetMINFàà&", // French
                    "assetÑINF001", // Spanish
                    "assetçINF001", // Italian
                    "assetÆINF001", // Danish
                    "assetŞINF001", // any other
                    "asset;INF001", // without Shift
                    "asset>INF001", // a German scanner on an American computer
                    "+C10109506000134352" + "21X9",
                    ")01=09506000134352)21=X9",
                    "`A123BJC5D6E71G",
                    "À123BJC5D6E71G",
                    "httpsÖ--id.gs1.org-01-09506000134352-21-X9",
                    "urnÖepcÖidÖsgtinÖ0614141.812345.6789",
                    "ç(à-ààà&\"'\"(é"
                })
        void another_keyboard_layout_is_named(String code) {
            for (Hospital ward : List.of(strict, lenient)) {
                ScanResult seen = scan(ward, code);
                says(
                        seen,
                        Outcome.UNREADABLE,
                        "no label could be read: "
                                + "the scanner seems to type for another keyboard layout than this computer has");
                assertThat(seen.flaw().orElseThrow().kind()).isEqualTo(Kind.NEARLY);
            }
        }

        @Test
        void a_sticker_in_another_keyboard_layout_is_a_question() {
            asks(scan(strict, "BMEß42"), "INF002");
            registered(strict, "INF003", Identifier.tag("Q-7"));
            asks(scan(strict, "A)è"), "INF003");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "BME-43",
                    "Küche-7",
                    "A+B",
                    "asset-42",
                    "assets",
                    "asset 7",
                    "7&8",
                    "Raum 3.14/2",
                    "x@y.example"
                })
        void what_is_like_nothing_is_unknown(String code) {
            for (Hospital ward : List.of(strict, lenient)) {
                says(scan(ward, code), Outcome.UNKNOWN, "no asset carries this label");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\uFEFF]C18018061414112345678902",
                    "８０１８061414112345678902",
                    "*8018061414112345678902*",
                    "]c18018061414112345678902",
                    ")8018=061414112345678902",
                    "+C18018061414112345678902",
                    "_à&_à-&'&'&&é\"'(-è_çàé",
                    "httpsÖ--id.gs1.org-8018-061414112345678902",
                    "2D 76 45 1F D4 49 96 02 D2 00 00 00",
                    "0x2D76451FD4499602D2000000",
                    "URN:EPC:ID:GSRN:0614141.1234567890",
                    "urn:epc:raw:96.x2D76451FD4499602D2000000",
                    "0109506000134352" + "8018061414112345678902",
                    "[)>\u001E05\u001D8018061414112345678902\u001E\u0004",
                    "[)>\u001E06\u001D1H4711\u001E\u0004"
                })
        void a_person_is_known_in_every_disguise(String code) {
            registered(
                    strict,
                    "GSRN",
                    Identifier.tag(code.length() > 64 || code.indexOf('\u001D') >= 0 ? "x" : "061414112345678902"));
            assertThat(scan(strict, code).outcome()).isEqualTo(Outcome.NOT_A_DEVICE);
            assertThat(scan(lenient, code).outcome()).isEqualTo(Outcome.NOT_A_DEVICE);
        }
    }

    @Nested
    class OtherSites {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://ward.example/8018/7",
                    "https://shop.example/item/8017/blue",
                    "https://shop.example/8018/0614141123456789021",
                    "https://news.example/2024/01/some-title",
                    "https://shop.example/21/shoes/10/sale",
                    "https://shop.example/00/7",
                    "https://shop.example/asset:INF001",
                    "https://shop.example/?next=asset:INF001",
                    "https://shop.example/urn:epc:id:gsrn:1.2"
                })
        void a_path_that_happens_to_look_like_a_code_is_none(String address) {
            says(scan(strict, address), Outcome.UNKNOWN, "no asset carries this label");
        }

        @Test
        void a_digital_link_is_one_on_every_site() {
            finds("UNITX9", scan(strict, "https://brand.example/p/01/" + GTIN + "/21/X9"));
            assertThat(scan(strict, "https://id.gs1.org/8018/7").outcome()).isEqualTo(Outcome.NOT_A_DEVICE);
            assertThat(scan(strict, "https://hospital.example/8018/061414112345678902?lang=de")
                            .outcome())
                    .isEqualTo(Outcome.NOT_A_DEVICE);
            assertThat(scan(strict, "https://brand.example/01/09506000134353/21/X9")
                            .flaw()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(Kind.CHECK);
        }
    }

    @Nested
    class Envelopes {

        private String envelope(String format, String... fields) {
            return "[)>" + RS + format + GS + String.join(GS, fields) + RS + "\u0004";
        }

        private CodeReading.Code label(String code) {
            return scan(strict, code).label().orElseThrow();
        }

        @Test
        void an_element_string_in_an_envelope_is_one() {
            String code = envelope("05", "01" + GTIN + "10L", "21X9");
            for (String form : List.of(
                    code,
                    "]d1" + code,
                    code.substring(0, code.length() - 2),
                    code.replace(RS + "\u0004", GS + RS + "\u0004"),
                    "[)>" + RS + "07" + GS + "text" + code.substring(3))) {
                finds("UNITX9", scan(strict, form));
                assertThat(label(form).standard()).isEqualTo(Standard.GS1);
            }
            for (String form : List.of(
                    code.replace(RS, "<RS>").replace(GS, "<GS>").replace("\u0004", "<EOT>"),
                    code.replace(RS, "␞").replace(GS, "␝").replace("\u0004", "␄"),
                    code.replace(RS, "^^").replace(GS, "^]").replace("\u0004", "^D"))) {
                finds("UNITX9", scan(lenient, form));
                assertThat(scan(strict, form).says()).endsWith("an envelope of ISO 15434 whose separators are missing");
            }
            assertThat(scan(strict, envelope("05", "0109506000134353"))
                            .flaw()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(Kind.CHECK);
        }

        @Test
        void data_identifiers_that_name_a_device_are_understood() {
            finds("UNITX9", scan(strict, envelope("06", "8P" + GTIN, "SX9")));
            finds("UNITX9", scan(strict, envelope("06", "8P9506000134352", "1TL", "SX9")));
            finds("VENT001", scan(strict, envelope("06", "1PV500", "SSN-77")));
            registered(strict, "INF003", Identifier.tag("UN123456789SN7"));
            finds("INF003", scan(strict, envelope("06", "25SUN123456789SN7")));
            CodeReading.Code pharmacy =
                    label(envelope("06", "9N111234567842", "1T1A234B5", "D270200", "16D20260131", "SABC"));
            assertThat(pharmacy.standard()).isEqualTo(Standard.ISO_15434);
            assertThat(pharmacy.udi().gtin()).isEqualTo("04150123456782");
            assertThat(pharmacy.udi().lot()).isEqualTo("1A234B5");
            assertThat(pharmacy.udi().serial()).isEqualTo("ABC");
            assertThat(pharmacy.udi().expires()).hasToString("2027-02-28");
            assertThat(pharmacy.udi().made()).hasToString("2026-01-31");
            assertThat(pharmacy.identifiers()).contains(Identifier.gtin("04150123456782", "ABC"));
        }

        @Test
        void what_is_wrong_with_an_envelope_is_named() {
            assertThat(scan(strict, envelope("06", "9N111234567843", "SABC")).says())
                    .endsWith("the check digit of 9N does not fit");
            assertThat(scan(strict, envelope("06", "8P09506000134353")).says())
                    .endsWith("the check digit of 8P does not fit");
            assertThat(scan(strict, envelope("06", "S" + "7".repeat(51))).says())
                    .endsWith("the value of S is too long");
            assertThat(scan(strict, envelope("06", "-7")).says())
                    .endsWith("no data identifier of ANSI MH10.8.2 begins here");
            assertThat(scan(strict, envelope("12", "PNR7")).says())
                    .endsWith("an envelope of ISO 15434 in a format that does not name devices");
            assertThat(scan(strict, "[)>0601SX9").says())
                    .endsWith("an envelope of ISO 15434 whose separators are missing");
        }
    }
}
