package io.wardtally.tracking.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final String TEXT = """
            wardtally-checkpoint-v1
            Klinik S\u00FCd \uD83C\uDFE5
            9000000000
            00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
            2026-03-01T12:00:00.000001Z
            key 7
            c2lnbmF0dXJl""";

    @Test
    void a_checkpoint_is_read_as_it_was_written() {
        Checkpoint checkpoint = new Checkpoint(
                "Klinik S\u00FCd \uD83C\uDFE5",
                9_000_000_000L,
                Digest.parse("00112233445566778899aabbccddeeff".repeat(2)),
                Instant.parse("2026-03-01T12:00:00.000001Z"),
                7,
                "c2lnbmF0dXJl");
        assertThat(checkpoint.text()).isEqualTo(TEXT);
        assertThat(checkpoint.statement()).isEqualTo(TEXT.substring(0, TEXT.lastIndexOf('\n')));
        for (String kept : List.of(TEXT, "\n  " + TEXT + " \n\n", TEXT.replace("\n", "\r\n"))) {
            assertThat(Checkpoint.parse(kept)).isEqualTo(checkpoint);
        }
    }

    private static void isRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOfSatisfying(
                        TrackingException.BadInput.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.BAD_INPUT));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "garbage", "\n\n\n\n\n\n\n", "a\nb\nc\nd\ne\nf\ng", "wardtally-checkpoint-v1"})
    void garbage_is_refused(String text) {
        isRefused(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, wardtally-checkpoint-v2",
        "1, ''",
        "1, 'x\u0000y'",
        "2, many",
        "2, -1",
        "2, 99999999999999999999",
        "3, 00",
        "3, 0x112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "4, yesterday",
        "4, 2026-03-01",
        "5, 7",
        "5, key seven",
        "5, key 99999999999",
        "6, ''"
    })
    void a_line_that_says_something_else_is_refused(int line, String instead) {
        String[] lines = TEXT.split("\n");
        lines[line] = instead;
        isRefused(String.join("\n", lines));
    }

    @Test
    void a_line_too_many_or_too_few_is_refused() {
        isRefused(TEXT + "\nmore");
        isRefused(TEXT.substring(0, TEXT.lastIndexOf('\n')));
        isRefused(TEXT.substring(TEXT.indexOf('\n') + 1));
    }
}
