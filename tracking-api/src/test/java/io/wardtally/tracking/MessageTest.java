package io.wardtally.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wardtally.tracking.Message.Argument;
import io.wardtally.tracking.Message.Type;
import io.wardtally.tracking.TrackingException.BadInput;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.session.PatientId;
import io.wardtally.tracking.staff.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {

    private static final Locale SWISS = new Locale("de", "CH");
    private static final Message TYPED =
            Message.of("unknown", Instant.EPOCH, LocalDate.EPOCH, Duration.ofMinutes(90), 7L);

    @Test
    void it_speaks_english_german_and_to_everybody_else_english() {
        Message dirty = Message.of("asset.is", "INF001", Condition.AWAITING_CLEANING);
        assertThat(dirty.says()).isEqualTo("INF001 is awaiting cleaning");
        assertThat(dirty).hasToString(dirty.says());
        assertThat(dirty.says(Locale.GERMAN)).isEqualTo("INF001 ist ungereinigt");
        assertThat(dirty.says(SWISS)).isEqualTo("INF001 ist ungereinigt");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(dirty.says(Locale.FRENCH)).isEqualTo("INF001 is awaiting cleaning");
            assertThat(dirty.says(Locale.ROOT)).isEqualTo("INF001 is awaiting cleaning");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_nurse_reads_german() {
        Map<Message, String> all = Map.of(
                Message.of("asset.held", "INF001", Hold.Kind.RECALL, "tom"), "INF001 ist gesperrt (Rückruf), durch tom",
                Message.of("asset.in-use", "INF001", "sarah", "ICU", "7"),
                        "INF001 ist in Gebrauch bei sarah (ICU), Nutzung 7",
                Message.of("scan.not-a-device"), "das ist kein Etikett eines Geräts",
                Message.of("permission.denied", "ben", Permission.OVERRIDE),
                        "ben fehlt dafür die Berechtigung „Notfallfreigabe erklären“",
                Message.of("readiness.overridden", Message.of("asset.is", "INF001", Condition.CLEANING)),
                        "INF001 ist in Reinigung (im Notfall übergangen)");
        all.forEach((message, german) -> assertThat(message.says(Locale.GERMAN)).isEqualTo(german));
    }

    @Test
    void fields_are_translated_and_their_values_are_never_told() {
        BadInput missing = catchThrowableOfType(BadInput.class, () -> Check.id("asset id", null));
        assertThat(missing).hasMessage("asset id is missing");
        assertThat(missing.says(Locale.GERMAN)).isEqualTo("„Gerätenummer“ fehlt");
        BadInput patient = catchThrowableOfType(BadInput.class, () -> PatientId.of("P123\u0000"));
        assertThat(patient.says(Locale.GERMAN)).isEqualTo("„Patientennummer“ enthält ein Steuerzeichen");
        assertThat(patient.message().toString()).doesNotContain("P123");
        assertThat(patient.message().arguments()).containsExactly(Argument.word("patient id"));
        BadInput gtin = catchThrowableOfType(BadInput.class, () -> Identifier.gtin("1", "S"));
        assertThat(gtin).hasMessage("this is no GTIN with serial number");
        assertThat(gtin.says(Locale.GERMAN)).isEqualTo("das ist kein gültiger Wert: GTIN mit Seriennummer");
    }

    @Test
    void a_host_says_it_its_own_way_where_it_wants_to() {
        Map<String, String> own = Map.of(
                "asset.is",
                "{1}: Gerät {0}",
                "word.Condition.IN_USE",
                "wird gebraucht",
                "asset.held",
                "{0} {9}",
                "asset.unknown",
                "");
        Message used = Message.of("asset.is", "INF001", Condition.IN_USE);
        assertThat(used.says(Locale.GERMAN, own::get)).isEqualTo("wird gebraucht: Gerät INF001");
        assertThat(Message.of("asset.exists", "INF001").says(Locale.GERMAN, own::get))
                .isEqualTo("INF001 ist schon erfasst");
        assertThat(Message.of("asset.unknown").says(Locale.ENGLISH, own::get)).isEmpty();
        assertThat(Message.of("asset.held", "INF001", Hold.Kind.FAULT, "tom").says(Locale.GERMAN, own::get))
                .isEqualTo("asset.held (INF001, Defekt, tom)");
    }

    @Test
    void a_code_that_nobody_knows_is_shown_with_its_arguments() {
        assertThat(Message.of("no.such-code")).hasToString("no.such-code");
        assertThat(TYPED).hasToString("unknown (1970-01-01T00:00:00Z, 1970-01-01, 1 h 30 min, 7)");
        assertThat(TYPED.says(Locale.GERMAN)).isEqualTo(TYPED.says());
        assertThat(TYPED.arguments())
                .extracting(Argument::type)
                .containsExactly(Type.TIME, Type.DAY, Type.DURATION, Type.NUMBER);
        assertThat(Message.of("asset.is", "INF001", Argument.word("a word of tomorrow")))
                .hasToString("INF001 is a word of tomorrow");
        assertThat(Message.of("asset.is", "INF001")).hasToString("asset.is (INF001)");
    }

    @Test
    void what_arguments_look_like_does_not_matter() {
        for (String odd : List.of("ward's", "{0}", "{1} and {*}", "''", "$1", "\\", "{", "}", "{99999999999}", "%s")) {
            assertThat(Message.of("asset.is", odd, odd)).hasToString(odd + " is " + odd);
            assertThat(Message.of("asset.is", "x", "y").says(Locale.ENGLISH, code -> odd))
                    .isNotNull();
        }
        assertThat(new Message("unknown", List.of(new Argument(Type.DURATION, "long", List.of()))))
                .hasToString("unknown (long)");
        assertThat(Message.of("unknown", Duration.ZERO)).hasToString("unknown (PT0S)");
    }

    @Test
    void several_stand_in_a_row() {
        Message one = Message.of("asset.not-in-use", "A");
        assertThat(Message.joined(List.of(one))).isSameAs(one);
        assertThat(Message.joined(List.of())).hasToString("");
        Message both = Message.joined(List.of(one, Message.of("asset.not-in-use", "B")));
        assertThat(both).hasToString("A is not in use; B is not in use");
        assertThat(both.says(Locale.GERMAN)).isEqualTo("A ist nicht in Gebrauch; B ist nicht in Gebrauch");
    }
}
