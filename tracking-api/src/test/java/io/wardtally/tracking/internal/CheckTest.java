package io.wardtally.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

    private static final List<Consumer<String>> IDS = List.of(
            AssetId::of,
            RequestId::of,
            Place::of,
            Actor::technician,
            Subject::staff,
            id -> Place.of("ICU", id),
            id -> Description.of("Pump", id),
            id -> Correction.because("typo").department(id));

    private static void isRefused(String value, ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOfSatisfying(TrackingException.BadInput.class, refused -> {
            assertThat(refused.code()).isEqualTo(Code.BAD_INPUT);
            if (value != null && !value.isBlank()) {
                assertThat(refused).hasMessageNotContaining(value);
            }
        });
    }

    static Stream<String> badLines() {
        Stream<String> inside = Stream.of(
                        0x0000, 0x0001, 0x0009, 0x000A, 0x000D, 0x001B, 0x007F, 0x0085, 0x009F, 0x2028, 0x2029, 0x202A,
                        0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xD83D, 0xDC89)
                .map(c -> "INF" + (char) c.intValue() + "001");
        Stream<String> whole = Stream.of(
                "", " ", "\t\n", " INF001", "INF001 ", "\u2003INF001", "INF001\uD83D", "\uDC89INF001", "\uDC89\uD83D");
        return Stream.concat(inside, whole);
    }

    @ParameterizedTest
    @NullSource
    @MethodSource("badLines")
    void an_id_that_is_blank_or_could_forge_a_line_is_refused_without_being_repeated(String bad) {
        IDS.forEach(type -> isRefused(bad, () -> type.accept(bad)));
        isRefused(bad, () -> Description.of(bad, "pump"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "INF001", "a b", "it's \"A\" \\ % _", "\u05E9\u05DC", "\uD83D\uDC89", "e\u0301", "<script>"
            })
    void an_id_is_kept_to_the_letter(String good) {
        assertThat(AssetId.of(good).value()).isEqualTo(good);
        IDS.forEach(type -> type.accept(good));
    }

    @Test
    void ids_have_64_characters_at_most_and_names_200() {
        AssetId.of("x".repeat(64));
        Description.of("x".repeat(200), "pump");
        isRefused("x".repeat(65), () -> AssetId.of("x".repeat(65)));
        isRefused("x".repeat(201), () -> Description.of("x".repeat(201), "pump"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u001B", "\u007F", "\u0085", "\uD83D", "\uDC89"})
    void a_text_with_control_characters_or_half_a_character_is_refused(String bad) {
        String text = "left at" + bad + " bedside";
        isRefused(text, () -> Correction.because(text));
        isRefused(text, () -> Check.textOrNull("notes", text));
    }

    @Test
    void a_text_may_have_several_lines_and_2000_characters() {
        String text = "one\r\n\ttwo " + "x".repeat(1_990);
        assertThat(Correction.because(text).reason()).hasSize(2_000).isEqualTo(text);
        isRefused(text + "x", () -> Correction.because(text + "x"));
        isRefused(" ", () -> Correction.because(" "));
        assertThat(Check.textOrNull("notes", " \n")).isNull();
        assertThat(Check.textOrNull("notes", null)).isNull();
    }

    @Test
    void a_time_lies_between_1900_and_9999() {
        Correction late = Correction.because("typo");
        Instant first = Instant.parse("1900-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T00:00:00Z");
        assertThat(late.start(first).end(last).start()).isEqualTo(first);
        for (Instant time : List.of(Instant.MIN, first.minusNanos(1), last.plusNanos(1), Instant.MAX)) {
            isRefused(time.toString(), () -> late.start(time));
            isRefused(time.toString(), () -> late.end(time));
        }
    }

    @Test
    void a_length_of_time_is_more_than_nothing_and_not_absurd() {
        Duration year = Duration.ofDays(366);
        assertThat(Check.positive("expected", year, year)).isEqualTo(year);
        assertThat(Check.positive("expected", Duration.ofNanos(1), year)).isEqualTo(Duration.ofNanos(1));
        for (Duration bad : List.of(Duration.ZERO, Duration.ofNanos(-1), year.plusNanos(1))) {
            isRefused(bad.toString(), () -> Check.positive("expected", bad, year));
        }
        isRefused(null, () -> Check.positive("expected", null, year));
    }

    @Test
    void a_patient_id_is_stripped_and_otherwise_kept() {
        assertThat(PatientId.of("  0042a ")).isEqualTo(PatientId.of("local", "0042a"));
        for (String bad : new String[] {null, "", "  ", "00\u000042", "x".repeat(65)}) {
            isRefused(bad, () -> PatientId.of(bad));
            isRefused(bad, () -> PatientId.of("mrn", bad));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "4711",
                "pn1.0.aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pn1.1.aaaaaaaaaaaaaaaaaaaaaaaaa",
                "pn1.1.aaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pn1.1.AAAAAAAAAAAAAAAAAAAAAAAAAA",
                "pn2.1.aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "pn1.1.aaaaaaaaaaaaaaaaaaaaaaaaaa\n"
            })
    void what_is_no_pseudonym_is_refused_so_that_no_patient_id_passes_for_one(String bad) {
        isRefused(bad, () -> new Pseudonym(bad));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "4711", "not-a-uuid", "0000-\u0000"})
    void what_is_no_uuid_names_no_session_and_no_override(String bad) {
        isRefused(bad, () -> SessionId.of(bad));
        isRefused(bad, () -> OverrideId.of(bad));
    }
}
