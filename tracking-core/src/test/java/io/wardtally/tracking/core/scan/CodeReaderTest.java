package io.wardtally.tracking.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.internal.CheckDigit;
import io.wardtally.tracking.scan.CodeElement;
import io.wardtally.tracking.scan.CodeFlaw.Kind;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import io.wardtally.tracking.scan.ScannerQuirk;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeReaderTest {

    private static final String GTIN = "09506000134352";
    private static final String GS = "\u001D";

    private static CodeReading strictly(String text) {
        return new CodeReader(Set.of()).read(text, 2026);
    }

    private static CodeReading leniently(String text) {
        return new CodeReader(ScannerQuirk.all()).read(text, 2026);
    }

    private static CodeReading.Code code(String text) {
        return (CodeReading.Code) strictly(text);
    }

    private static void broken(String text, Standard standard, Kind rule, int position) {
        CodeReading.Broken broken = (CodeReading.Broken) strictly(text);
        assertThat(broken.standard()).isEqualTo(standard);
        assertThat(broken.flaw().kind()).as("%s", broken.flaw()).isEqualTo(rule);
        assertThat(broken.flaw().position()).as("%s", broken.flaw()).isEqualTo(position);
    }

    @Nested
    class GS1 {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "]C10109506000134352" + "17270200" + "10ABC1\u001D21X9",
                    "]d20109506000134352" + "17270200" + "10ABC1\u001D21X9\u001D",
                    "]Q3\u001D0109506000134352\u001D" + "17270200" + "10ABC1\u001D21X9",
                    "010950600013435217270200" + "10ABC1\u001D21X9",
                    "\u001D010950600013435217270200" + "10ABC1\u001D21X9",
                    "(01)09506000134352(17)270200(10)ABC1(21)X9",
                    "https://id.gs1.org/01/09506000134352/10/ABC1/21/X9?17=270200",
                    "http://example.org/some/where/01/09506000134352/10/ABC1/21/X9?lang=de&17=270200#top",
                    "]d1https://id.gs1.org/01/9506000134352/10/ABC1/21/X9?17=270200"
                })
        void the_same_label_says_the_same_in_every_form(String text) {
            CodeReading.Code code = code(text);
            assertThat(code.udi().gtin()).isEqualTo(GTIN);
            assertThat(code.udi().lot()).isEqualTo("ABC1");
            assertThat(code.udi().serial()).isEqualTo("X9");
            assertThat(code.udi().expires()).isEqualTo(LocalDate.of(2027, 2, 28));
            assertThat(code.identifiers()).containsExactly(Identifier.gtin(GTIN, "X9"), Identifier.serial("X9", null));
            assertThat(code.elements()).extracting(CodeElement::key).containsExactlyInAnyOrder("01", "17", "10", "21");
        }

        @Test
        void keys_of_assets_are_identifiers() {
            assertThat(code("(8004)4012345ABC").identifiers()).containsExactly(Identifier.giai("4012345ABC"));
            assertThat(code("(8003)09506000134352A1").identifiers())
                    .containsExactly(Identifier.grai("09506000134352A1"));
            assertThat(code("(8003)09506000134352").identifiers()).isEmpty();
        }

        @Test
        void what_is_wrong_is_named_with_its_place() {
            broken("]C10109506000134353", Standard.GS1, Kind.CHECK, 18);
            broken("]C1010950600013435", Standard.GS1, Kind.LENGTH, 18);
            broken("]C10109506000134352" + "1726023010A", Standard.GS1, Kind.VALUE, 21);
            broken("]C10109506000134352" + "0510A", Standard.GS1, Kind.UNKNOWN_KEY, 19);
            broken("]C10109506000134352" + "10A$C", Standard.GS1, Kind.CHARACTER, 22);
            broken("]C10109506000134352" + "10A\u001D\u001D21B", Standard.GS1, Kind.UNKNOWN_KEY, 23);
            broken("]C10109506000134352" + "10", Standard.GS1, Kind.LENGTH, 21);
            broken("]C10109506000134352" + "21A\u001D21B", Standard.GS1, Kind.REPEATED, 25);
            broken("]C1", Standard.TAG, Kind.EMPTY, 3);
            broken("(01)09506000134353", Standard.GS1, Kind.CHECK, 17);
            broken("(01)09506000134352(21)A B", Standard.GS1, Kind.CHARACTER, 23);
            broken("(01)09506000134352(05)A", Standard.GS1, Kind.LENGTH, 18);
            broken("https://id.gs1.org/01/09506000134353", Standard.DIGITAL_LINK, Kind.CHECK, 22);
            broken("https://id.gs1.org/01/09506000134352/21/%4", Standard.DIGITAL_LINK, Kind.STRUCTURE, 40);
        }

        @Test
        void a_bracket_in_a_value_is_no_key_unless_it_could_be_one() {
            assertThat(code("(01)09506000134352(21)A(B)C").udi().serial()).isEqualTo("A(B)C");
            assertThat(code("(01)09506000134352(10)A\\(21)C").udi().lot()).isEqualTo("A(21)C");
        }

        @Test
        void other_addresses_are_only_addresses() {
            for (String text : List.of(
                    "https://ward.example/asset/7",
                    "https://id.gs1.org/01/",
                    "http://x",
                    "https://x/01/09506000134352/99/A")) {
                assertThat(code(text).standard()).as(text).isEqualTo(Standard.WEB_ADDRESS);
                assertThat(code(text).identifiers()).isEmpty();
            }
        }

        @ParameterizedTest
        @CsvSource({"51, 2051", "75, 2075", "76, 2076", "77, 1977", "99, 1999", "00, 2000", "26, 2026"})
        void the_century_is_the_one_that_brings_a_date_closest(String year, int means) {
            assertThat(code("(01)" + GTIN + "(17)" + year + "0101").udi().expires())
                    .isEqualTo(LocalDate.of(means, 1, 1));
        }

        @Test
        void a_month_without_a_day_lasts_to_its_end_and_begins_on_its_first() {
            CodeReading.Code code = code("(01)" + GTIN + "(17)280200(11)260200");
            assertThat(code.udi().expires()).isEqualTo(LocalDate.of(2028, 2, 29));
            assertThat(code.udi().made()).isEqualTo(LocalDate.of(2026, 2, 1));
        }
    }

    @Nested
    class Bare {

        @ParameterizedTest
        @CsvSource({
            "95060001, ''",
            "96385074, 00000096385074",
            "614141000036, 00614141000036",
            "9506000134352, 09506000134352",
            "09506000134352, 09506000134352"
        })
        void digits_whose_check_digit_fits_are_a_gtin(String digits, String gtin) {
            CodeReading.Code code = code(digits);
            assertThat(code.standard()).isEqualTo(gtin.isEmpty() ? Standard.TAG : Standard.GTIN);
            assertThat(code.udi().gtin()).isEqualTo(gtin.isEmpty() ? null : gtin);
            assertThat(code.identifiers()).contains(Identifier.tag(digits));
        }

        @Test
        void our_own_label_names_an_asset() {
            assertThat(code("asset:INF001").elements()).containsExactly(new CodeElement("asset:", "INF001"));
            broken("asset:", Standard.HOUSE, Kind.STRUCTURE, 6);
        }

        @Test
        void anything_short_of_one_line_is_a_tag() {
            assertThat(code("BME-00042").identifiers())
                    .containsExactly(Identifier.tag("BME-00042"), Identifier.serial("BME-00042", null));
            broken("two\nlines", Standard.TAG, Kind.STRUCTURE, 0);
            broken("", Standard.TAG, Kind.EMPTY, 0);
            broken(" ", Standard.TAG, Kind.EMPTY, 0);
            broken("x".repeat(65), Standard.TAG, Kind.STRUCTURE, 0);
            broken("x".repeat(10_001), Standard.TAG, Kind.TOO_LONG, 10_000);
            broken("A\r", Standard.TAG, Kind.STRUCTURE, 0);
        }
    }

    @Nested
    class PeopleAreNeverDevices {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "]C18018061414112345678902",
                    "8018061414112345678902",
                    "8018061414112345678909",
                    "\u001D8018061414112345678902",
                    "(8018)061414112345678902",
                    "(8018)061414112345678902(8019)1",
                    "(7253)Smith(8018)061414112345678902",
                    "]d27252" + "1\u001D8018061414112345678902",
                    "https://id.gs1.org/8018/061414112345678902",
                    "https://id.gs1.org/8017/061414112345678902/8019/1",
                    "urn:epc:id:gsrn:0614141.1234567890",
                    "urn:epc:tag:gsrnp-96:0.0614141.1234567890",
                    "2D76451FD4499602D2000000",
                    "2e76451fd4499602d2000000",
                    "+/EU720060FF0",
                    "]A0+/EU720060FF0"
                })
        void the_number_of_a_person_is_forgotten_on_the_spot(String text) {
            assertThat(strictly(text)).isEqualTo(new CodeReading.Person());
            assertThat(leniently(text)).isEqualTo(new CodeReading.Person());
        }
    }

    @Nested
    class HIBC {

        @Test
        void a_primary_names_the_device_type() {
            CodeReading.Code code = code("+A123BJC5D6E71G");
            assertThat(code.standard()).isEqualTo(Standard.HIBC);
            assertThat(code.udi().hibc()).isEqualTo("A123BJC5D6E71");
            assertThat(code.identifiers()).isEmpty();
        }

        @Test
        void a_joined_code_says_all_at_once() {
            String body = "+A123BJC5D6E71/$$3271231LOT1/SXYZ456/16D20260202";
            CodeReading.Code code = code(body + CheckDigit.hibc(body));
            assertThat(code.udi().lot()).isEqualTo("LOT1");
            assertThat(code.udi().serial()).isEqualTo("XYZ456");
            assertThat(code.udi().expires()).isEqualTo(LocalDate.of(2027, 12, 31));
            assertThat(code.udi().made()).isEqualTo(LocalDate.of(2026, 2, 2));
            assertThat(code.identifiers())
                    .containsExactly(Identifier.hibc("A123BJC5D6E71", "XYZ456"), Identifier.serial("XYZ456", null));
        }

        @ParameterizedTest
        @CsvSource({
            "$$0527LOT, 2027-05-31, LOT, ",
            "$$+20502271SER, 2027-05-02, , 1SER",
            "$$3270502LOT, 2027-05-02, LOT, ",
            "$$427050223LOT, 2027-05-02, LOT, ",
            "$$527032LOT, 2027-02-01, LOT, ",
            "$$62703223LOT, 2027-02-01, LOT, ",
            "$$7LOT, , LOT, ",
            "$$8243270502LOT, 2027-05-02, LOT, ",
            "$$9000243270502LOT, 2027-05-02, LOT, ",
            "$$3270502, 2027-05-02, , ",
            "$LOT, , LOT, ",
            "$+SER, , , SER",
            "27032LOT, 2027-02-01, LOT, ",
            "$$3270502LOT/SSER/Q12/14D20280101, 2028-01-01, LOT, SER"
        })
        void every_form_of_a_secondary_is_read(String body, LocalDate expires, String lot, String serial) {
            String text = "+" + body + "G";
            CodeReading.Code code = code(text + CheckDigit.hibc(text));
            assertThat(code.udi().expires()).isEqualTo(expires);
            assertThat(code.udi().lot()).isEqualTo(lot);
            assertThat(code.udi().serial()).isEqualTo(serial);
            assertThat(code.value("link")).isEqualTo("G");
            assertThat(Hibc.scanned(code.elements())).isEqualTo(text + CheckDigit.hibc(text));
        }

        @Test
        void a_space_and_a_slash_are_check_characters_like_any_other() {
            for (char wanted : new char[] {' ', '/'}) {
                String body = "";
                for (int i = 0; body.isEmpty() || CheckDigit.hibc(body) != wanted; i++) {
                    body = "+A999" + i + "1";
                }
                assertThat(code(body + wanted).udi().hibc()).isEqualTo(body.substring(1));
                assertThat(leniently(body + wanted)).isInstanceOf(CodeReading.Code.class);
                String linked = "+$LOT" + wanted;
                assertThat(code(linked + CheckDigit.hibc(linked)).value("link")).isEqualTo("" + wanted);
            }
        }

        @Test
        void what_is_wrong_is_named_with_its_place() {
            broken("+A123BJC5D6E71H", Standard.HIBC, Kind.CHECK, 14);
            broken("+A123BJc5D6E71G", Standard.HIBC, Kind.CHARACTER, 7);
            broken("+", Standard.HIBC, Kind.LENGTH, 1);
            checked("+A12BX", Kind.LENGTH, 6);
            checked("+A123B/X", Kind.LENGTH, 6);
            checked("+A123BX1/Y1", Kind.UNKNOWN_KEY, 9);
            checked("+A123BX1/$$8", Kind.LENGTH, 12);
            checked("+A123BX1/$$3261301A", Kind.VALUE, 18);
            checked("+A123BX1/16D20261301", Kind.VALUE, 20);
            checked("+A123BX1/16D2026130", Kind.LENGTH, 19);
            checked("+A123BX1/$$9X", Kind.LENGTH, 13);
            checked("+A123BX1/$" + "A".repeat(19), Kind.LENGTH, 29);
            checked("+%A", Kind.STRUCTURE, 1);
        }

        @ParameterizedTest
        @CsvSource({
            "$$824, 8, 24, ",
            "$$900024, 9, 00024, ",
            "$$8243270502, 3, 270502, 2027-05-02",
            "27032, J, 27032, 2027-02-01",
            "$$7, 7, '', ",
            "$$0527, 1, 0527, 2027-05-31"
        })
        void a_lot_may_be_left_out(String secondary, String key, String value, LocalDate expires) {
            String joined = "+A123BJC5D6E71/" + secondary;
            CodeReading.Code code = code(joined + CheckDigit.hibc(joined));
            assertThat(code.value(key)).isEqualTo(value);
            assertThat(code.udi().expires()).isEqualTo(expires);
            assertThat(code.udi().lot()).isNull();
            String apart = "+" + secondary + "G";
            assertThat(code(apart + CheckDigit.hibc(apart)).value(key)).isEqualTo(value);
        }

        @Test
        void an_empty_lot_is_none_and_does_not_hide_what_follows() {
            String empty = "+A123BJC5D6E71/$";
            assertThat(code(empty + CheckDigit.hibc(empty)).udi().hibc()).isEqualTo("A123BJC5D6E71");
            String followed = "+A123BJC5D6E71/$/SX9";
            assertThat(code(followed + CheckDigit.hibc(followed)).udi().serial())
                    .isEqualTo("X9");
            checked("+$G", Kind.LENGTH, 2);
            checked("+A123BJC5D6E71/$+", Kind.LENGTH, 17);
            checked("+A123BJC5D6E71/$$", Kind.STRUCTURE, 17);
            checked("+A123BJC5D6E71/$$824LOT", Kind.STRUCTURE, 20);
        }

        private void checked(String body, Kind rule, int position) {
            broken(body + CheckDigit.hibc(body), Standard.HIBC, rule, position);
        }
    }

    @Nested
    class RFID {

        @ParameterizedTest
        @CsvSource({
            "3074257BF7194E4000001A85, SGTIN_96, 3, urn:epc:id:sgtin:0614141.812345.6789",
            "3474257BF40000000000162E, GIAI_96, 3, urn:epc:id:giai:0614141.5678",
            "3376451FD40C0E400000162E, GRAI_96, 3, urn:epc:id:grai:9521141.12345.5678"
        })
        void examples_of_the_tag_data_standard_are_read_and_written(
                String memory, Epc.Layout layout, int filter, String uri) {
            Epc epc = Epc.ofMemory(memory);
            assertThat(epc.uri()).isEqualTo(uri);
            assertThat(epc.filter()).isEqualTo(filter);
            assertThat(epc.memory(layout)).isEqualTo(memory);
            assertThat(Epc.ofUri(epc.tagUri(layout))).isEqualTo(epc);
        }

        @Test
        void a_tag_says_what_a_barcode_would_say() {
            CodeReading.Code code = code("3074257BF7194E4000001A85");
            assertThat(code.udi().gtin()).isEqualTo("80614141123458");
            assertThat(code.identifiers())
                    .containsExactly(
                            Identifier.epc("urn:epc:id:sgtin:0614141.812345.6789"),
                            Identifier.gtin("80614141123458", "6789"),
                            Identifier.serial("6789", null),
                            Identifier.epc("3074257BF7194E4000001A85"));
            assertThat(code("urn:epc:id:giai:0614141.5678").identifiers())
                    .containsExactly(Identifier.epc("urn:epc:id:giai:0614141.5678"), Identifier.giai("06141415678"));
            assertThat(code("urn:epc:tag:grai-96:3.9521141.12345.5678").identifiers())
                    .contains(Identifier.grai("09521141123454" + "5678"));
        }

        @Test
        void memory_of_no_known_scheme_is_compared_as_it_is() {
            assertThat(code("e200341201b8020110a8b5c1").identifiers())
                    .containsExactly(
                            Identifier.tag("e200341201b8020110a8b5c1"),
                            Identifier.serial("e200341201b8020110a8b5c1", null),
                            Identifier.epc("E200341201B8020110A8B5C1"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "urn:epc:id:sgtin:0614141.812345",
                    "urn:epc:id:sgtin:0614141.8123456.1",
                    "urn:epc:id:sgtin:061414X.812345.1",
                    "urn:epc:id:sgtin:0614141.812345.",
                    "urn:epc:id:sgtin:0614141.812345.%2",
                    "urn:epc:tag:sgtin-96:3.0614141.812345.07",
                    "urn:epc:tag:sgtin-96:3.0614141.812345.274877906944",
                    "urn:epc:tag:sgtin-97:3.0614141.812345.1",
                    "urn:epc:id:sscc:0614141.1234567890"
                })
        void a_broken_uri_is_refused(String uri) {
            broken(uri, Standard.EPC, Kind.STRUCTURE, 0);
        }
    }

    @Test
    void labels_of_iccbba_are_read_as_far_as_their_structure_is_public() {
        CodeReading.Code code = code("=/A9999XYZ100T0479=,000025=>014032=}013032&,1000000000000XYZ123");
        assertThat(code.standard()).isEqualTo(Standard.ICCBBA);
        assertThat(code.udi().serial()).isEqualTo("000025");
        assertThat(code.udi().lot()).isEqualTo("000000000000XYZ123");
        assertThat(code.udi().expires()).isEqualTo(LocalDate.of(2014, 2, 1));
        assertThat(code.udi().made()).isEqualTo(LocalDate.of(2013, 2, 1));
        assertThat(code("=A99971312345600").elements()).containsExactly(new CodeElement("=", "A99971312345600"));
        broken("=/A9999XYZ100T047", Standard.ICCBBA, Kind.UNKNOWN_KEY, 0);
        broken("=>014400", Standard.ICCBBA, Kind.VALUE, 0);
    }

    @Test
    void a_message_of_iccbba_has_as_many_parts_as_it_says() {
        assertThat(code("=+02001=/A9999XYZ100T0479=,000025").udi().serial()).isEqualTo("000025");
        broken("=+03001=/A9999XYZ100T0479=,000025", Standard.ICCBBA, Kind.STRUCTURE, 0);
        broken("=+01001=/A9999XYZ100T0479=,000025", Standard.ICCBBA, Kind.STRUCTURE, 0);
        broken("=+01001", Standard.ICCBBA, Kind.STRUCTURE, 0);
    }

    @Test
    void the_serial_number_of_zeros_of_iccbba_is_none() {
        CodeReading.Code code = code("=/A9999XYZ100T0479=,000000");
        assertThat(code.udi().serial()).isNull();
        assertThat(code.value("=,")).isEqualTo("000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=/AO999XYZ100T0479",
                "=/O9999XYZ100T0479",
                "=/A9O99XYZ100T0479",
                "=O00001312345600",
                "=W0O001312345600",
                "=W0000I312345600"
            })
    void a_letter_that_looks_like_a_digit_is_refused_in_numbers_of_iccbba(String text) {
        broken(text, Standard.ICCBBA, Kind.CHARACTER, 0);
    }

    @Nested
    class HouseLabels {

        private CodeReading.Code read(String text) {
            return (CodeReading.Code) new CodeReader(Set.of(ScannerQuirk.WRAPPED)).read(text, 2026);
        }

        @ParameterizedTest
        @ValueSource(strings = {"INF001", "  INF001  ", "INF001\r\n", "INF001\u2003", "\tINF001 "})
        void a_bare_id_is_a_tag_whatever_the_scanner_adds(String text) {
            assertThat(read(text).identifiers()).contains(Identifier.tag("INF001"));
        }

        @ParameterizedTest
        @CsvSource({
            "'asset:INF001', INF001",
            "'\tasset:INF001 ', INF001",
            "' \r\nasset:INF001\r\n', INF001",
            "asset:asset:X, asset:X"
        })
        void only_one_prefix_is_taken_off(String text, String id) {
            assertThat(read(text).elements()).containsExactly(new CodeElement("asset:", id));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "\r\n", "asset:", "asset: ", "INF\n001", "INF\u0000001", "INF\u202E001", "INF\uD83D"
                })
        void what_cannot_be_an_id_is_none(String text) {
            assertThat(new CodeReader(Set.of(ScannerQuirk.WRAPPED)).read(text, 2026))
                    .isInstanceOf(CodeReading.Broken.class);
        }
    }

    @Nested
    class SeveralCodesOfOneThing {

        private CodeReading together(String... codes) {
            return new CodeReader(Set.of()).read(List.of(codes), 2026);
        }

        private void refused(Kind rule, String... codes) {
            assertThat(((CodeReading.Broken) together(codes)).flaw().kind()).isEqualTo(rule);
        }

        @Test
        void an_element_string_may_be_split_over_two() {
            CodeReading.Code code = (CodeReading.Code) together("]C121X9", "]C1" + "01" + GTIN);
            assertThat(code.identifiers()).containsExactly(Identifier.gtin(GTIN, "X9"), Identifier.serial("X9", null));
            assertThat(((CodeReading.Code) together("9506000134352", "(21)X9")).udi())
                    .isEqualTo(code.udi());
        }

        @Test
        void what_belongs_together_must_be_there_and_agree() {
            refused(Kind.ASSOCIATION, "(21)X9", "(10)ABC");
            refused(Kind.REPEATED, "(01)" + GTIN + "(21)X9", "(21)X8");
            refused(Kind.CHECK, "(01)" + GTIN, "(01)09506000134353");
            assertThat(together("(21)X9", "(8018)061414112345678902")).isEqualTo(new CodeReading.Person());
            assertThat(together("(01)09506000134353", "(8018)061414112345678902"))
                    .isEqualTo(new CodeReading.Person());
        }

        @Test
        void a_secondary_hibc_belongs_to_the_primary_that_it_links_to() {
            String linked = "+$+X9G";
            CodeReading.Code code = (CodeReading.Code) together(linked + CheckDigit.hibc(linked), "+A123BJC5D6E71G");
            assertThat(code.identifiers()).contains(Identifier.hibc("A123BJC5D6E71", "X9"));
            String other = "+$+X9H";
            refused(Kind.ASSOCIATION, other + CheckDigit.hibc(other), "+A123BJC5D6E71G");
        }

        @Test
        void our_own_label_goes_with_any_other() {
            CodeReading.Code code = (CodeReading.Code) together("asset:INF001", "(01)" + GTIN + "(21)X9");
            assertThat(code.value("asset:")).isEqualTo("INF001");
            assertThat(code.udi().gtin()).isEqualTo(GTIN);
            assertThat(code.standard()).isEqualTo(Standard.GS1);
        }
    }

    @Nested
    class RealScanners {

        private void reads(ScannerQuirk quirk, String text) {
            CodeReading read = new CodeReader(Set.of(quirk)).read(text, 2026);
            assertThat(read).as(text).isInstanceOf(CodeReading.Code.class);
            assertThat(((CodeReading.Code) read).udi().serial()).as(text).isEqualTo("X9");
            CodeReading strict = strictly(text);
            assertThat(strict instanceof CodeReading.Code code
                            && "X9".equals(code.udi().serial()))
                    .as(text)
                    .isFalse();
        }

        @Test
        void a_keyboard_wedge_wraps_codes() {
            reads(ScannerQuirk.WRAPPED, "\u0002]C10109506000134352" + "21X9\r\n");
            assertThat(new CodeReader(Set.of(ScannerQuirk.WRAPPED)).read("asset:INF001\t", 2026))
                    .isInstanceOf(CodeReading.Code.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"<GS>", "{GS}", "[GS]", "\\x1D", "\\u001d", "^]", "~1", "|", "~", "^", "␝"})
        void separators_are_written_out(String separator) {
            reads(ScannerQuirk.SEPARATOR_WRITTEN_OUT, "]C10109506000134352" + "10ABC" + separator + "21X9");
            reads(ScannerQuirk.SEPARATOR_WRITTEN_OUT, "0109506000134352" + "10ABC" + separator + "21X9");
        }

        @Test
        void separators_are_repeated() {
            reads(
                    ScannerQuirk.SEPARATOR_REPEATED,
                    GS + GS + "0109506000134352" + GS + GS + "10A" + GS + GS + "21X9" + GS + GS);
        }

        @Test
        void a_lost_separator_is_found_where_there_is_one_way() {
            String long20 = "LOTLOTLOTLOTLOTLOTLO";
            reads(ScannerQuirk.SEPARATOR_LOST, "]C10109506000134352" + "10" + long20 + "21X9");
            CodeReading two = new CodeReader(Set.of(ScannerQuirk.SEPARATOR_LOST))
                    .read("]C10109506000134352" + "10L21TLOTLOTLOTLOTLOT21X9", 2026);
            assertThat(((CodeReading.Broken) two).flaw().kind()).isEqualTo(Kind.AMBIGUOUS);
        }

        @Test
        void a_lot_that_may_hide_a_serial_number_stays_a_lot_and_the_unit_is_looked_for_as_well() {
            CodeReading.Code code = (CodeReading.Code)
                    new CodeReader(Set.of(ScannerQuirk.SEPARATOR_LOST)).read("]C10109506000134352" + "10A7B21X5", 2026);
            assertThat(code.udi().lot()).isEqualTo("A7B21X5");
            assertThat(code.udi().serial()).isNull();
            assertThat(code.identifiers()).containsExactly(Identifier.gtin(GTIN, "X5"));
            assertThat(code("]C10109506000134352" + "10A7B21X5").identifiers()).isEmpty();
        }

        @Test
        void people_type_spaces_around_brackets() {
            reads(ScannerQuirk.SPACED, "(01) 09506000134352 (21) X9");
        }

        @Test
        void a_hibc_is_typed_as_it_is_printed() {
            String body = "+A123BJC5D6E71/$+X9";
            reads(ScannerQuirk.PRINTED_HIBC, "*" + body + CheckDigit.hibc(body) + "*");
            reads(ScannerQuirk.PRINTED_HIBC, (body + CheckDigit.hibc(body)).toLowerCase(Locale.ROOT));
        }
    }
}
