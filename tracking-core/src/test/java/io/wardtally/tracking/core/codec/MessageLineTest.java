package io.wardtally.tracking.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Message.Argument;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLineTest {

    @Test
    void a_message_is_one_line_of_a_record() {
        Message course = Message.of("course", "safe use (basics)", 3, Message.Type.WORD);
        Message whole = Message.of(
                "training.none",
                "sarah|x",
                course,
                Instant.parse("2026-03-02T13:30:00Z"),
                LocalDate.of(2026, 3, 2),
                Duration.ofMinutes(90));
        String lines = RecordCodec.write(Concern.warns(ConcernCode.NOT_TRAINED, whole));
        assertThat(RecordCodec.parse(lines))
                .containsEntry(
                        "message",
                        "training.none|TEXT:sarah\\|x|MESSAGE:(course|TEXT:safe use \\(basics\\)|NUMBER:3"
                                + "|WORD:Message.Type.WORD)|TIME:2026-03-02T13:30:00Z|DAY:2026-03-02|DURATION:PT1H30M");
        assertThat(RecordCodec.read(Concern.class, lines).message()).isEqualTo(whole);
    }

    @Property(tries = 300)
    void every_message_reads_back(@ForAll("messages") Message message) {
        assertThat(MessageLine.read(MessageLine.write(message))).isEqualTo(message);
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<Argument> plain = Combinators.combine(
                        Arbitraries.of(Message.Type.values()).filter(type -> type != Message.Type.MESSAGE), texts())
                .as((type, value) -> new Argument(type, value, List.of()));
        Arbitrary<Argument> inner = Combinators.combine(texts(), plain.list().ofMaxSize(3))
                .as((code, arguments) -> new Argument(Message.Type.MESSAGE, code, arguments));
        return Combinators.combine(
                        texts(), Arbitraries.oneOf(plain, inner).list().ofMaxSize(4))
                .as(Message::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("a:|()\\\n#=ü").ofMaxLength(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code|",
                "code|TEXT",
                "code|NOISE:x",
                "code|MESSAGE:x",
                "code|MESSAGE:(x",
                "code)",
                "code(",
                "code\\",
                "code|TEXT:x)",
                "code|MESSAGE:(x))"
            })
    void a_line_that_is_no_message_is_refused(String line) {
        assertThatThrownBy(() -> MessageLine.read(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_message_within_messages_without_end_is_refused() {
        String line = "x|MESSAGE:(".repeat(100_000);
        assertThatThrownBy(() -> MessageLine.read(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
