package io.wardtally.tracking.core.asset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.internal.Check;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader and writer of CSV. */
final class CsvList {

    private static final int LONGEST_HEADINGS = 16_384;
    private static final int LARGEST_CELL = 1 << 20;
    /** By which a spreadsheet says how the cells of the lines that follow are separated. */
    private static final String SEPARATOR_LINE = "sep=";

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Nobody writes a private character of Unicode at the end of a list by chance. */
    private static final String END = "\uE0E0 end of the list \uE0E0";

    private final Iterator<CsvRecord> records;

    private CsvList(Iterator<CsvRecord> records) {
        this.records = records;
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

    /** A list whose cells are separated by whatever its first line has most of: commas, semicolons or tabs. */
    public static CsvList read(Reader text) {
        BufferedReader buffered = new BufferedReader(text, LONGEST_HEADINGS);
        return new CsvList(CsvReader.builder()
                .fieldSeparator(separator(buffered))
                .maxBufferSize(LARGEST_CELL)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(true)
                .ofCsvRecord(new Ending(buffered))
                .iterator());
    }

    private static char separator(BufferedReader text) {
        try {
            text.mark(LONGEST_HEADINGS);
            // A spreadsheet's mark of the encoding is no part of the first heading.
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            text.mark(LONGEST_HEADINGS);
            char[] first = new char[SEPARATOR_LINE.length() + 1];
            if (text.read(first, 0, first.length) == first.length
                    && new String(first).regionMatches(true, 0, SEPARATOR_LINE, 0, SEPARATOR_LINE.length())) {
                text.readLine();
                return first[first.length - 1];
            }
            text.reset();
            String separators = ",;\t";
            int[] counts = new int[separators.length()];
            boolean quoted = false;
            for (int i = 1; i < LONGEST_HEADINGS; i++) {
                int c = text.read();
                if (c < 0 || (c == '\n' && !quoted)) {
                    break;
                }
                quoted ^= c == '"';
                int which = separators.indexOf(c);
                if (which >= 0 && !quoted) {
                    counts[which]++;
                }
            }
            text.reset();
            int most = 0;
            for (int i = 1; i < counts.length; i++) {
                most = counts[i] > counts[most] ? i : most;
            }
            return separators.charAt(most);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the list cannot be read", unreadable);
        }
    }

    /**
     * The next row, or null if there is none.
     *
     * @throws io.wardtally.tracking.TrackingException.BadInput if the rest is no list any more
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
                    row.getStartingLineNumber(),
                    cells.stream().map(Check::stripped).toList());
        } catch (CsvParseException broken) {
            throw broken();
        }
    }

    private static TrackingException broken() {
        return Check.bad("list.broken");
    }

    /** A text with a last line of our own: where that is a part of a cell, a quote was not closed. */
    private static final class Ending extends FilterReader {

        private final StringReader end = new StringReader('\n' + END);

        Ending(Reader text) {
            super(text);
        }

        @Override
        public int read() throws IOException {
            int c = in.read();
            return c < 0 ? end.read() : c;
        }

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            int count = in.read(into, from, most);
            return count < 0 ? end.read(into, from, most) : count;
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
