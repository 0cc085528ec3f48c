package io.wardtally.tracking.core.asset;

import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.internal.Check;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text as it passes through spreadsheets, which take some of it for formulas and numbers and write it anew. An apostrophe in front
 * says that it is meant as it stands.
 *
 * <p>A number was written anew if it has an exponent with a sign, or with a decimal separator before it: {@code 1E+05},
 * {@code 8,93901E+18}, {@code 1.2e12}. {@code 12E4} may be a serial number. What follows the decimal separator of a whole number is
 * zeros.
 */
final class SpreadsheetText {

    private static final String FORMULA = "[=+@\\-\t\r].*";
    private static final String NUMBER = "-?\\d+(?:[.,]\\d+)?(?:E[+-]?\\d+)?";
    private static final String WITH_EXPONENT = "-?(?:\\d+E[+-]\\d+|\\d+[.,]\\d+E[+-]?\\d+)";
    private static final String WHOLE = "-?(?:0|[1-9]\\d*)[.,]0+";
    /** Of Excel and LibreOffice in their languages; {@code ###} stands for what did not fit into its column. */
    private static final String ERROR = "#+|#[^\\s#]+[!?]|#N/\\p{L}|#NV|#GETTING_DATA|(?:Err|Fehler):\\d{3}";

    private static final Pattern TAKEN_FOR_MORE =
            pattern("'*(?:" + FORMULA + '|' + WITH_EXPONENT + '|' + WHOLE + '|' + ERROR + ")|'+" + NUMBER);
    private static final Pattern MEANT_SO = pattern("'+(?:" + FORMULA + '|' + NUMBER + '|' + ERROR + ')');
    private static final Pattern IS_ERROR = pattern(ERROR);
    private static final Pattern HAS_EXPONENT = pattern(WITH_EXPONENT);
    private static final Pattern IS_WHOLE = pattern(WHOLE);

    /** Columns of words, in which {@code 2.0} may be a name. */
    private static final Set<AssetColumn> WORDS = EnumSet.of(
            AssetColumn.NAME, AssetColumn.CATEGORY, AssetColumn.MANUFACTURER, AssetColumn.MODEL, AssetColumn.VENDOR);

    private SpreadsheetText() {}

    private static Pattern pattern(String form) {
        return Pattern.compile(form, Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The text as it is written, so that a spreadsheet leaves it alone and {@link #read} gives it back. */
    static String written(String text) {
        return TAKEN_FOR_MORE.matcher(text).matches() ? '\'' + text : text;
    }

    /**
     * The text that is meant.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if a spreadsheet has put something else in its place
     */
    static String read(AssetColumn column, String text) {
        if (MEANT_SO.matcher(text).matches()) {
            return text.substring(1);
        }
        if (text.startsWith("=")) {
            return ofFormula(column, text);
        }
        if (IS_ERROR.matcher(text).matches()) {
            throw Check.bad("list.cell-error", column.heading());
        }
        if (HAS_EXPONENT.matcher(text).matches()
                || (!WORDS.contains(column) && IS_WHOLE.matcher(text).matches())) {
            throw Check.bad("list.changed-number", column.heading());
        }
        return text;
    }

    /** The text of {@code ="0123"}, which people write to keep the zeros. What any other formula says, only a spreadsheet knows. */
    private static String ofFormula(AssetColumn column, String formula) {
        int end = formula.length() - 1;
        if (end >= 2 && formula.startsWith("=\"") && formula.endsWith("\"")) {
            String quoted = formula.substring(2, end);
            if (quoted.replace("\"\"", "").indexOf('"') < 0) {
                return Check.stripped(quoted.replace("\"\"", "\""));
            }
        }
        throw Check.bad("list.formula", column.heading());
    }
}
