package io.wardtally.tracking.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalBytesTest {

    private static final HexFormat HEX = HexFormat.of();

    @Property(tries = 1_000)
    void different_contents_never_have_the_same_form(
            @ForAll("contents") List<String> one, @ForAll("contents") List<String> other) {
        assertThat(HEX.formatHex(form(one)).equals(HEX.formatHex(form(other)))).isEqualTo(one.equals(other));
    }

    @Test
    void numbers_are_big_endian_texts_follow_their_length_and_times_are_seconds_and_nanoseconds() {
        assertThat(hex(new CanonicalBytes().put((byte) 0x7F))).isEqualTo("7f");
        assertThat(hex(new CanonicalBytes().put(258))).isEqualTo("00000102");
        assertThat(hex(new CanonicalBytes().put(258L))).isEqualTo("0000000000000102");
        assertThat(hex(new CanonicalBytes().put("é"))).isEqualTo("00000002c3a9");
        assertThat(hex(new CanonicalBytes().put(""))).isEqualTo("00000000");
        assertThat(hex(new CanonicalBytes().put((String) null))).isEqualTo("ffffffff");
        assertThat(hex(new CanonicalBytes().put(Instant.EPOCH.plusNanos(1_999))))
                .isEqualTo("0000000000000000000007cf");
        assertThat(hex(new CanonicalBytes().raw(new byte[] {1, 2}))).isEqualTo("0102");
    }

    @Test
    void parts_stand_one_after_another() {
        assertThat(hex(new CanonicalBytes()
                        .put((byte) 1)
                        .put(2)
                        .put(3L)
                        .put("a")
                        .raw(new byte[] {4})))
                .isEqualTo("01" + "00000002" + "0000000000000003" + "0000000161" + "04");
    }

    @Test
    void a_message_of_any_length_finds_room() {
        for (int length : new int[] {507, 508, 509, 1_500, 5_000}) {
            String text = "x".repeat(length);
            byte[] form = new CanonicalBytes().put(text).put((byte) 9).bytes();
            assertThat(form).hasSize(4 + length + 1).endsWith(9);
            assertThat(new String(form, 4, length, StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    @Test
    void an_emptied_form_begins_anew() {
        assertThat(hex(new CanonicalBytes().put("before").clear().put((byte) 1)))
                .isEqualTo("01");
    }

    @Provide
    Arbitrary<List<String>> contents() {
        return Arbitraries.of("", "a", "aa", "\u0000", "\u0000\u0000\u0000\u0001a", "é", "😀", "\n")
                .injectNull(0.2)
                .list()
                .ofMaxSize(3);
    }

    private static byte[] form(List<String> content) {
        CanonicalBytes canon = new CanonicalBytes();
        content.forEach(canon::put);
        return canon.bytes();
    }

    private static String hex(CanonicalBytes canon) {
        return HEX.formatHex(canon.bytes());
    }
}
