package io.wardtally.tracking.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberLineTest {

    @Test
    void numbers_that_follow_one_another_are_a_range() {
        assertThat(NumberLine.write(List.of(7))).isEqualTo("7");
        assertThat(NumberLine.write(List.of(1, 2, 3, 5, 7, 8))).isEqualTo("1-3 5 7-8");
        assertThat(NumberLine.write(List.of(-3, -2, 0))).isEqualTo("-3--2 0");
    }

    @Property
    void what_was_written_is_read(@ForAll List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            assertThat(NumberLine.read(NumberLine.write(numbers))).isEqualTo(numbers);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1 ", "1,2", "01", "3-1", "1-2-3", "1 2", "1-1", "x", "1-2000000000", "2147483648"})
    void what_nobody_wrote_is_refused(String line) {
        assertThat(catchThrowable(() -> NumberLine.read(line))).isInstanceOf(IllegalArgumentException.class);
    }
}
