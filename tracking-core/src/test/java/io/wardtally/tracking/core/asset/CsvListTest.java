package io.wardtally.tracking.core.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.tracking.TrackingException.BadInput;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvListTest {

    private static List<String> first(String list) {
        return CsvList.read(new StringReader(list)).next().cells();
    }

    @Test
    void separators_are_counted_where_the_parser_finds_them() {
        assertThat(first("id;name;category\n")).containsExactly("id", "name", "category");
        assertThat(first("id\tname\tcategory, or so\n")).containsExactly("id", "name", "category, or so");
        assertThat(first("\"name, short, long\";\"kind, of a, device\";id\n"))
                .as("in quotes")
                .containsExactly("name, short, long", "kind, of a, device", "id");
        assertThat(first("screen 5\";width, in \";id;name\n"))
                .as("a quote within a cell opens nothing")
                .containsExactly("screen 5\"", "width, in \"", "id", "name");
        assertThat(first("6\" screen, 5\" screen, lid; id; \"name\"; kind\n"))
                .containsExactly("6\" screen, 5\" screen, lid", "id", "\"name\"", "kind");
        assertThat(first("\"a \"\"b, c, d\"\" e\";f\n")).containsExactly("a \"b, c, d\" e", "f");
        assertThat(first("\"two\nlines, of; one\",b,c\n1;2;3;4;5\n")).containsExactly("two\nlines, of; one", "b", "c");
        assertThat(first("\n\r\nid;name\n")).as("after empty lines").containsExactly("id", "name");
        assertThat(first("id;name\rA,B,C,D,E;x\r")).as("lines of an old kind").containsExactly("id", "name");
        assertThat(first("\uFEFF\"id, of us\";\"name\"\n")).containsExactly("id, of us", "name");
        assertThat(first("id")).containsExactly("id");
    }

    @Test
    void the_line_that_names_the_separator_is_believed_and_counted() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            CsvList list = CsvList.read(new StringReader("\uFEFFSep=|" + end + "a,b;c|id" + end + "1|2"));
            CsvList.Row headings = list.next();
            assertThat(headings.cells()).containsExactly("a,b;c", "id");
            assertThat(headings.line()).isEqualTo(2);
            assertThat(list.next().line()).isEqualTo(3);
            assertThat(list.next()).isNull();
        }
        assertThat(first("sep=;;;\nid;name\n")).containsExactly("id", "name");
        for (String none : List.of("sep=\"\nid\n", "sep=#\nid\n", "sep=\nid\n", "sep")) {
            assertThat(first(none)).containsExactly(none.lines().findFirst().orElseThrow());
        }
        assertThat(CsvList.read(new StringReader("sep=;")).next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u200B", "\uFEFF", "\u00AD", "\u200E", "\u2003", "\u3000", "\uFE0F"})
    void what_cannot_be_seen_around_a_cell_is_no_part_of_it(String invisible) {
        assertThat(first(invisible + "id" + invisible + ";\"" + invisible + " name \t" + invisible + "\";" + invisible))
                .containsExactly("id", "name", "");
    }

    @Test
    void all_rows_before_what_cannot_be_decoded_are_read() {
        String list = IntStream.range(0, 5_000)
                .mapToObj(i -> "ID" + i + ",Pump,pump\n")
                .collect(Collectors.joining("", "id,name,category\n", "BAD"));
        byte[] bytes = (list + "\u00E4,x\nMORE,Pump,pump\n").getBytes(StandardCharsets.ISO_8859_1);
        Reader strict = new InputStreamReader(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
        CsvList read = CsvList.read(strict);
        for (int i = 0; i <= 5_000; i++) {
            assertThat(read.next().line()).isEqualTo(i + 1);
        }
        assertThat(catchThrowable(read::next))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_quote_that_is_not_closed_breaks_the_list_where_it_stands() {
        CsvList list = CsvList.read(new StringReader("id;name\nA;\"x\n"));
        list.next();
        assertThat(catchThrowableOfType(BadInput.class, list::next).message().code())
                .isEqualTo("list.broken");
        assertThat(catchThrowableOfType(
                                BadInput.class,
                                () -> CsvList.read(new StringReader("\"id;name\nA;x\n"))
                                        .next())
                        .message()
                        .code())
                .isEqualTo("list.broken");
    }
}
