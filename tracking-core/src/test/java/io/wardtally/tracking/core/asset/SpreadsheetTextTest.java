package io.wardtally.tracking.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.tracking.TrackingException.BadInput;
import io.wardtally.tracking.asset.AssetColumn;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    private static void refused(AssetColumn column, String cell, String code) {
        BadInput refused = catchThrowableOfType(BadInput.class, () -> SpreadsheetText.read(column, cell));
        assertThat(refused).as(cell).isNotNull();
        assertThat(refused.message().code()).isEqualTo(code);
        assertThat(refused).hasMessageStartingWith(column.heading());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.93901E+18",
                "8,93901E+18",
                "8.93901e+18",
                "1E+05",
                "1E+5",
                "1E-05",
                "1.00E+05",
                "12.3E+6",
                "-8.9E+18",
                "1.2e12",
                "8.93901E18",
                "0E+00"
            })
    void a_number_with_a_signed_exponent_or_a_decimal_separator_before_it_was_written_by_a_spreadsheet(String cell) {
        for (AssetColumn column : AssetColumn.values()) {
            refused(column, cell, "list.changed-number");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E5A",
                "12E4",
                "1E5",
                "0E12",
                "E+5",
                "1E+",
                "A1E+5",
                "1E+5A",
                "1.2.3E+5",
                "E12",
                "3E",
                "1E 5",
                "12345",
                "0012345",
                "8939012345678901234",
                "12.345",
                "12.50",
                "1.0.0",
                "0012.0",
                "A.0",
                ".0",
                "1-2",
                "#12",
                "#A-7",
                "No. #1",
                "N/A",
                "A#N/A",
                "INF001",
                "-77",
                "+49"
            })
    void what_only_looks_like_it_stays_a_serial_number(String cell) {
        assertThat(SpreadsheetText.read(AssetColumn.SERIAL, cell)).isEqualTo(cell);
        assertThat(SpreadsheetText.read(AssetColumn.TAG, cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345.0", "12345,0", "302.00", "0.0", "-5.0"})
    void a_whole_number_has_no_decimals_unless_it_is_a_name(String cell) {
        for (AssetColumn column : new AssetColumn[] {
            AssetColumn.ID, AssetColumn.SERIAL, AssetColumn.LOT, AssetColumn.TAG, AssetColumn.ROOM, AssetColumn.GTIN
        }) {
            refused(column, cell, "list.changed-number");
        }
        assertThat(SpreadsheetText.read(AssetColumn.MODEL, cell)).isEqualTo(cell);
        assertThat(SpreadsheetText.read(AssetColumn.NAME, cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#N/A",
                "#n/a",
                "#N/D",
                "#NV",
                "#NAME?",
                "#REF!",
                "#VALUE!",
                "#DIV/0!",
                "#NUM!",
                "#NULL!",
                "#SPILL!",
                "#WERT!",
                "#BEZUG!",
                "#ZAHL!",
                "#ÜBERLAUF!",
                "#GETTING_DATA",
                "#####",
                "##",
                "#",
                "Err:502",
                "Fehler:504"
            })
    void the_error_of_a_spreadsheet_is_nothing_that_an_asset_is_called(String cell) {
        for (AssetColumn column : AssetColumn.values()) {
            refused(column, cell, "list.cell-error");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`=\"0123\"`, 0123",
                "`=\"1E+05\"`, 1E+05",
                "`=\"#N/A\"`, #N/A",
                "`=\" 7 \"`, 7",
                "`=\"a\"\"b\"`, a\"b",
                "`=\"\"`, ``"
            })
    void text_that_is_written_as_a_formula_to_keep_it_is_that_text(String cell, String text) {
        assertThat(SpreadsheetText.read(AssetColumn.SERIAL, cell)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "=A1", "=A1&B1", "=\"a\"&\"b\"", "=\"", "=\"a", "=", "=T(\"0123\")", "=SUM(A1:A9)"})
    void any_other_formula_is_refused(String cell) {
        refused(AssetColumn.SERIAL, cell, "list.formula");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123",
                "8939012345678901234",
                "1E5",
                "8.93901E+18",
                "12345.0",
                "#N/A",
                "####",
                "=1+1",
                "+A123",
                "-5",
                "@home",
                "'=1",
                "'5",
                "''#N/A"
            })
    void an_apostrophe_in_front_says_that_it_is_meant_as_it_stands(String text) {
        assertThat(SpreadsheetText.read(AssetColumn.SERIAL, '\'' + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'s-Hertogenbosch", "'70s lamp", "'", "''", "it's", "'A7"})
    void any_other_apostrophe_is_an_apostrophe(String text) {
        assertThat(SpreadsheetText.read(AssetColumn.NAME, text)).isEqualTo(text);
        assertThat(SpreadsheetText.written(text)).isEqualTo(text);
    }

    @Property(tries = 1_000)
    void what_is_written_is_read_as_it_was(@ForAll("texts") String text, @ForAll AssetColumn column) {
        assertThat(SpreadsheetText.read(column, SpreadsheetText.written(text))).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("'=+-@\"1205.,Ee#N/A!?V")
                        .ofMinLength(1)
                        .ofMaxLength(7),
                Arbitraries.of("#N/A", "1E+05", "8,9E18", "5.0", "=\"0\"", "#", "Err:502", "0123")
                        .flatMap(text -> Arbitraries.integers().between(0, 3).map(count -> "'".repeat(count) + text)));
    }

    @Test
    void a_long_cell_does_not_exhaust_the_stack() {
        String quoted = "=\"" + "\"\"".repeat(500_000) + "\"";
        assertThat(SpreadsheetText.read(AssetColumn.NAME, quoted)).hasSize(500_000);
        for (String part : new String[] {"1", "'", "#", "E+", "a", "1."}) {
            String cell = "#" + part.repeat(500_000) + "x";
            assertThat(SpreadsheetText.read(AssetColumn.NAME, cell)).isEqualTo(cell);
            assertThat(SpreadsheetText.written(cell)).isEqualTo(cell);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_column_says_its_name_and_not_what_it_holds(AssetColumn column) {
        BadInput refused = catchThrowableOfType(BadInput.class, () -> SpreadsheetText.read(column, "7.7777777E+18"));
        assertThat(refused).hasMessageStartingWith(column.heading()).hasMessageNotContaining("7.7777777");
    }
}
