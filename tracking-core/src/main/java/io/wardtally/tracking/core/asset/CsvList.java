package io.wardtally.tracking.core.asset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.internal.Check;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reader and writer of CSV. */
final class CsvList {

    private static final int LONGEST_HEADINGS = 16_384;
    private static final int LARGEST_CELL = 1 << 20;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
    /** By which a spreadsheet says how the cells of the lines that follow are separated. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)sep=([^\r\n\"#])[^\r\n]*(?:\r\n|\r|\n|\\z)");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Nobody writes a private character of Unicode at the end of a list by chance. */
    private static final String END = "\uE0E0 end of the list \uE0E0";

    private final Iterator<CsvRecord> records;
    private final int linesBefore;

    private CsvList(Reader text, char separator, int linesBefore) {
        this.records = CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(LARGEST_CELL)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(true)
                .ofCsvRecord(text)
                .iterator();
        this.linesBefore = linesBefore;
    }

    /**
     * A row.
     *
     * @param line the line on which it begins, from 1
     * @param cells without space and what cannot be seen around them
     */
    public record Row(long line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A list whose cells are separated by whatever its first row has most of: commas, semicolons or tabs. */
    public static CsvList read(Reader text) {
        Source source = new Source(text);
        // A spreadsheet's mark of the encoding is no part of the first heading.
        if (source.head.startsWith(BYTE_ORDER_MARK)) {
            source.passOver(BYTE_ORDER_MARK.length());
        }
        Matcher told = SEPARATOR_LINE.matcher(source.head).region(source.at, source.head.length());
        if (!told.lookingAt()) {
            return new CsvList(source, separator(source.head.substring(source.at)), 0);
        }
        source.passOver(told.group().length());
        return new CsvList(source, told.group(1).charAt(0), 1);
    }

    /** The separator by which the first row falls into most cells. */
    private static char separator(String head) {
        char best = SEPARATORS.get(0);
        int most = 0;
        for (char separator : SEPARATORS) {
            int cells = cells(head, separator);
            if (cells > most) {
                best = separator;
                most = cells;
            }
        }
        return best;
    }

    /** How many cells the first row has by this separator; none if its quotes are then misplaced. */
    private static int cells(String head, char separator) {
        try {
            Row first = new CsvList(new StringReader(head + '\n' + END), separator, 0).next();
            return first == null ? 0 : first.cells().size();
        } catch (TrackingException.BadInput misplaced) {
            return 0;
        }
    }

    /**
     * The next row, or null if there is none.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if the rest is no list any more
     * @throws UncheckedIOException if the rest cannot be read
     */
    public @Nullable Row next() {
        try {
            CsvRecord row = records.next();
            List<String> cells = row.getFields();
            if (cells.get(cells.size() - 1).endsWith(END)) {
                if (cells.size() == 1 && cells.get(0).equals(END)) {
                    return null;
                }
                throw broken();
            }
            return new Row(
                    linesBefore + row.getStartingLineNumber(),
                    cells.stream().map(Check::stripped).toList());
        } catch (CsvParseException broken) {
            throw broken();
        }
    }

    private static TrackingException broken() {
        return Check.bad("list.broken");
    }

    /**
     * A text that hands over all that came before it failed, and only then fails. It has a last line of our own: where that is a
     * part of a cell, a quote was not closed.
     */
    private static final class Source extends Reader {

        private final Reader text;
        private final Reader end = new StringReader('\n' + END);
        private final String head;
        private int at;
        private @Nullable IOException failure;

        Source(Reader text) {
            this.text = text;
            char[] first = new char[LONGEST_HEADINGS];
            this.head = new String(first, 0, filled(first, 0, first.length));
        }

        /** Leaves out so many characters of the head. */
        void passOver(int count) {
            at += count;
        }

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            int count = Math.min(most, head.length() - at);
            if (count > 0) {
                head.getChars(at, at + count, into, from);
                at += count;
                return count;
            }
            count = filled(into, from, most);
            if (count == 0 && failure != null) {
                throw failure;
            }
            return count > 0 ? count : end.read(into, from, most);
        }

        // What a reader has read in one go before it fails is lost, so it is asked for one character at a time.
        private int filled(char[] into, int from, int most) {
            int count = 0;
            try {
                while (failure == null && count < most) {
                    int c = text.read();
                    if (c < 0) {
                        break;
                    }
                    into[from + count] = (char) c;
                    count++;
                }
            } catch (IOException failed) {
                failure = failed;
            }
            return count;
        }

        @Override
        public void close() {
            // It belongs to whoever gave it.
        }
    }

    /** Writes rows. What they are written to stays open. */
    public static final class Rows {

        private final Writer list;
        private final CsvWriter csv;

        /** Rows of this list. */
        public Rows(Writer list) {
            this.list = list;
            this.csv = CsvWriter.builder().build(list);
        }

        /** One more row. */
        public void add(List<String> cells) {
            csv.writeRecord(cells);
        }

        /** Sees to it that all are written. */
        public void flush() {
            try {
                csv.flush();
                list.flush();
            } catch (IOException unwritable) {
                throw new UncheckedIOException("the list cannot be written", unwritable);
            }
        }
    }
}
