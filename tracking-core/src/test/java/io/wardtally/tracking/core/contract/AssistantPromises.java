package io.wardtally.tracking.core.contract;

import static io.wardtally.tracking.core.contract.Promises.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.atlas.AnswerComposer;
import io.wardtally.atlas.AnswerComposer.Quote;
import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.atlas.PassageRanker.Hit;
import io.wardtally.atlas.PassageRanker.Ranking;
import io.wardtally.atlas.PassageRanker.Refusal;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Question;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.atlas.Reply;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.policy.Policies;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Only the documents answer, and they are named. */
interface AssistantPromises extends Promises {

    AssetId PUMP = AssetId.of("INF001");
    Source MANUAL = Source.of("Pump manual", "3", Confidence.MANUFACTURER);
    Passage AIR = new Passage(
            Scope.MODEL,
            "Air in the line. Do not open the door. Close the clamp first. Error E-1203 means air, too.",
            MANUAL.section("7.4"));
    Passage BATTERY = new Passage(Scope.MODEL, "Charge the battery for 6 hours.", MANUAL.section("3"));

    /** A manual with a procedure, a value and two passages. */
    class Manual implements KnowledgeProvider {
        @Override
        public ProviderInfo info() {
            return ProviderInfo.of("manual", "3", "MedEquip Inc");
        }

        @Override
        public List<Statement<?>> guidance(DeviceKey device) {
            return List.of(
                    Field.CLEANING.says(
                            new Procedure(List.of("Unplug it.", "Wipe it."), List.of("dry")), Scope.MODEL, MANUAL),
                    Field.WARNING.says("Free flow kills.", Scope.MODEL, MANUAL),
                    Field.WARNING.says("Air kills, too.", Scope.MODEL, MANUAL),
                    Field.MAINTENANCE_INTERVAL.says(Period.ofMonths(18), Scope.MODEL, MANUAL));
        }

        @Override
        public List<Passage> passages(DeviceKey device) {
            return List.of(AIR, BATTERY);
        }
    }

    /** Finds the passages in which a word of the question stands, and remembers what it was asked. */
    final class Clerk implements PassageRanker {

        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        private volatile Map<String, String> about = Map.of();

        @Override
        public Ranking rank(Question question, List<Passage> passages) {
            asked.add(question.text());
            about = passages.stream()
                    .collect(Collectors.toMap(
                            passage -> String.valueOf(passage.source().section()),
                            passage -> String.valueOf(passage.about())));
            return Ranking.of(passages.stream()
                    .filter(passage -> Arrays.stream(question.text().split(" ", -1))
                            .anyMatch(word -> passage.text().contains(word)))
                    .map(passage -> new Hit(passage, 0.5))
                    .toList());
        }
    }

    private Hospital hospital(UnaryOperator<Wardtally> way) {
        Hospital hospital = hospital().built(how -> way.apply(how.knowledge(new Manual())));
        hospital.pump(PUMP.value());
        return hospital;
    }

    private Hospital hospital(PassageRanker ranker, AnswerComposer composer) {
        Hospital hospital = hospital(how -> how.ranker(ranker).composer(composer));
        informed(hospital);
        return hospital;
    }

    /** Within the caller's transaction nobody is waited for, so what is known has to be known before. */
    private static void informed(Hospital hospital) {
        Promises.await(() -> ask(hospital, "nothing").missing().isEmpty());
    }

    private static Reply ask(Hospital hospital, String question) {
        return hospital.sarah().atlas().ask(PUMP, question);
    }

    private static Fact last(Hospital hospital) {
        List<AuditEntry> trail = hospital.auditor()
                .audit()
                .trail(Subject.staff("sarah"), Paging.first(500))
                .items();
        return trail.get(trail.size() - 1).fact();
    }

    @Test
    default void an_answer_is_what_stands_in_the_documents_and_where() {
        try (Hospital hospital = hospital(how -> how.ranker(new Clerk()))) {
            informed(hospital);
            Reply reply = ask(hospital, "battery");
            assertThat(reply.isInDocuments()).isTrue();
            assertThat(reply.composed()).isFalse();
            assertThat(reply).hasToString("“Charge the battery for 6 hours.” (Pump manual rev. 3, 3, by manual)");
            assertThat(reply.citations().get(0).score()).isEqualTo(0.5);
            assertThat(last(hospital))
                    .isEqualTo(new Fact.QuestionAsked(PUMP, Personal.of("battery"), List.of("Pump manual rev. 3, 3")));

            assertThat(ask(hospital, "weather"))
                    .hasToString("not in the documents\nthere is: Cleaning; Warning; Maintenance interval; 7.4; 3");
            assertThat(last(hospital)).isEqualTo(new Fact.QuestionAsked(PUMP, Personal.of("weather"), List.of()));
            assertThat(hospital.verify().intact()).isTrue();
        }
    }

    @Test
    default void whoever_finds_passages_is_told_of_which_field_each_says_something() {
        Clerk clerk = new Clerk();
        try (Hospital hospital = hospital(how -> how.ranker(clerk))) {
            informed(hospital);
            ask(hospital, "battery");
            assertThat(clerk.about)
                    .containsOnly(
                            Map.entry("cleaning", "cleaning"),
                            Map.entry("warning", "warning"),
                            Map.entry("maintenance interval", "maintenance interval"),
                            Map.entry("7.4", "null"),
                            Map.entry("3", "null"));
        }
    }

    @Test
    default void procedures_warnings_and_values_are_documents_too() {
        try (Hospital hospital = hospital(how -> how.ranker(new Clerk()))) {
            informed(hospital);
            assertThat(ask(hospital, "Unplug"))
                    .hasToString(
                            "“Cleaning.\nUnplug it.\nWipe it.\nTo confirm: dry” (Pump manual rev. 3, cleaning, by manual)");
            assertThat(ask(hospital, "kills").citations())
                    .singleElement()
                    .hasToString(
                            "“Warning.\nFree flow kills.\nAir kills, too.” (Pump manual rev. 3, warning, by manual)");
            assertThat(ask(hospital, "serviced").citations())
                    .singleElement()
                    .hasToString(
                            "“Maintenance interval.\nMaintenance interval: it is inspected, tested, serviced and maintained every 18"
                                    + " months.” (Pump manual rev. 3, maintenance interval, by manual)");
        }
    }

    @Test
    default void a_number_that_is_not_in_the_documents_is_made_illegible_before_anybody_sees_it() {
        Clerk clerk = new Clerk();
        try (Hospital hospital = hospital(how -> how.ranker(clerk))) {
            informed(hospital);
            ask(hospital, "It says E-1203. For P12345, born 12.03.1950 (in room 302)?");
            assertThat(clerk.asked.get(clerk.asked.size() - 1)).isEqualTo("It says E-1203. For …, born … (in room …)?");
            Fact.QuestionAsked fact = (Fact.QuestionAsked) last(hospital);
            assertThat(fact.question()).isEqualTo(Personal.of("It says E-1203. For …, born … (in room …)?"));
            ask(hospital, "call 07 11 45 67 89 about 203, 12 drops in 30 s");
            assertThat(clerk.asked.get(clerk.asked.size() - 1)).isEqualTo("call … about …, 12 drops in 30 s");
            ask(hospital, "E-1203");
            fact = (Fact.QuestionAsked) last(hospital);
            assertThat(fact.question()).isEqualTo(Personal.of("E-1203"));
        }
    }

    @Test
    default void a_passage_that_was_not_handed_in_is_not_shown() {
        Passage invented = new Passage(Scope.MODEL, "Open the door at once.", MANUAL);
        PassageRanker liar = (question, passages) -> Ranking.of(List.of(new Hit(invented, 1), new Hit(AIR, 0.4)));
        try (Hospital hospital = hospital(how -> how.ranker(liar))) {
            informed(hospital);
            assertThat(ask(hospital, "air").citations())
                    .singleElement()
                    .satisfies(citation -> assertThat(citation.text()).isEqualTo(AIR.text()));
        }
    }

    @Test
    default void where_nothing_answers_it_says_why_and_whom_to_call() {
        PassageRanker careful = (question, passages) -> Ranking.refused(Refusal.DOSE);
        Policies policies = Policies.standard().withContact("Biomedical engineering, 4711");
        try (Hospital hospital = hospital(how -> how.ranker(careful).policies(policies))) {
            informed(hospital);
            Reply reply = ask(hospital, "how much of it");
            assertThat(reply.isInDocuments()).isFalse();
            assertThat(reply.says(Locale.GERMAN))
                    .startsWith("Unterlagen über ein Gerät sagen nichts über Dosierungen")
                    .contains("es gibt: Cleaning;")
                    .endsWith("Auskunft gibt: Biomedical engineering, 4711");
        }
    }

    @Test
    default void whole_sentences_of_a_passage_may_be_shown_alone() {
        for (String part : List.of("Close the clamp first.", "the clamp first.", "Open it.")) {
            PassageRanker cutting = (question, passages) -> Ranking.of(List.of(new Hit(AIR, part, 1)));
            try (Hospital hospital = hospital(how -> how.ranker(cutting))) {
                informed(hospital);
                Reply reply = ask(hospital, "air");
                assertThat(reply.isInDocuments()).isEqualTo(part.startsWith("Close"));
                assertThat(reply.languages()).isEqualTo(part.startsWith("Close") ? List.of("en") : List.of());
            }
        }
    }

    @Test
    default void what_a_device_may_be_called_is_told_to_whoever_looks() {
        List<Question> asked = Collections.synchronizedList(new ArrayList<>());
        PassageRanker curious = (question, passages) -> {
            asked.add(question);
            return Ranking.of(List.of());
        };
        try (Hospital hospital = hospital(how -> how.ranker(curious))) {
            informed(hospital);
            ask(hospital, "what");
            assertThat(asked.get(asked.size() - 1).names()).contains("infusion-pump", "Infusion Pump " + PUMP.value());
        }
    }

    @Test
    default void three_passages_are_shown_at_most() {
        PassageRanker eager = (question, passages) ->
                Ranking.of(passages.stream().map(passage -> new Hit(passage, 1)).toList());
        try (Hospital hospital = hospital(how -> how.ranker(eager))) {
            informed(hospital);
            assertThat(ask(hospital, "anything").citations()).hasSize(3);
        }
    }

    @Test
    default void a_composer_chooses_whole_sentences_of_what_was_found() {
        AnswerComposer composer =
                (question, passages) -> List.of(new Quote(AIR, "Do not open the door. Close the clamp first."));
        try (Hospital hospital = hospital(new Clerk(), composer)) {
            Reply reply = ask(hospital, "Air");
            assertThat(reply.composed()).isTrue();
            assertThat(reply)
                    .hasToString("“Do not open the door. Close the clamp first.” (Pump manual rev. 3, 7.4, by manual)");
        }
    }

    @Test
    default void a_composer_that_says_anything_else_is_put_aside() {
        for (Quote quote : List.of(
                new Quote(AIR, "open the door."),
                new Quote(AIR, "Do not open"),
                new Quote(AIR, "Close the clamp first. And then open it."),
                new Quote(AIR, " "),
                new Quote(BATTERY, "Charge the battery for 6 hours."))) {
            try (Hospital hospital = hospital(new Clerk(), (question, passages) -> List.of(quote))) {
                Reply reply = ask(hospital, "Close");
                assertThat(reply.composed()).isFalse();
                assertThat(reply.citations())
                        .singleElement()
                        .satisfies(citation -> assertThat(citation.text()).isEqualTo(AIR.text()));
            }
        }
    }

    @Test
    default void where_a_sentence_ends_is_not_guessed() {
        Map<String, String> halves = Map.of(
                "Never give more than approx. 5 ml of it.", "5 ml of it.",
                "See No. Seven of the list.", "Seven of the list.",
                "Never use a stick, e.g. Of wood.", "Of wood.",
                "Never\nopen the door.", "open the door.");
        halves.forEach((whole, half) -> {
            Passage passage = new Passage(Scope.MODEL, whole, MANUAL);
            PassageRanker finds = (question, passages) -> Ranking.of(passages.stream()
                    .filter(passage::equals)
                    .map(one -> new Hit(one, 1))
                    .toList());
            KnowledgeProvider says = new Manual() {
                @Override
                public List<Passage> passages(DeviceKey device) {
                    return List.of(passage);
                }
            };
            for (String said : List.of(half, whole)) {
                AnswerComposer composer = (question, passages) -> List.of(new Quote(passages.get(0), said));
                try (Hospital hospital = hospital()
                        .built(how -> how.knowledge(says).ranker(finds).composer(composer))) {
                    hospital.pump(PUMP.value());
                    informed(hospital);
                    assertThat(ask(hospital, "what").composed()).as(said).isEqualTo(said.equals(whole));
                }
            }
        });
    }

    @Test
    default void nothing_of_a_long_procedure_is_left_out() {
        List<String> steps = List.of("first " + "word ".repeat(780) + "and never on a child.", "last step");
        List<String> items = List.of("item one", "item " + "x".repeat(3_900));
        Manual manual = new Manual() {
            @Override
            public List<Statement<?>> guidance(DeviceKey device) {
                return List.of(Field.CLEANING.says(new Procedure(steps, items), Scope.MODEL, MANUAL));
            }
        };
        List<Passage> seen = new ArrayList<>();
        PassageRanker ranker = (question, passages) -> {
            seen.clear();
            seen.addAll(passages);
            return Ranking.of(List.of());
        };
        try (Hospital hospital = hospital().built(how -> how.knowledge(manual).ranker(ranker))) {
            hospital.pump(PUMP.value());
            informed(hospital);
            String all = seen.stream().map(Passage::text).collect(Collectors.joining(" "));
            assertThat(all).contains("and never on a child.", "last step", "To confirm: item one");
            assertThat(all.chars().filter(c -> c == 'x').count()).isEqualTo(3_900);
        }
    }

    @Test
    default void a_composer_may_find_that_nothing_answers_or_fail() {
        try (Hospital hospital = hospital(new Clerk(), (question, passages) -> List.of())) {
            Reply reply = ask(hospital, "Close");
            assertThat(reply.composed()).isTrue();
            assertThat(reply.isInDocuments()).isFalse();
        }
        AnswerComposer broken = (question, passages) -> {
            throw new IllegalStateException("out of order");
        };
        try (Hospital hospital = hospital(new Clerk(), broken)) {
            assertThat(ask(hospital, "Close").isInDocuments()).isTrue();
        }
    }

    @Test
    default void without_somebody_to_look_for_answers_there_are_none() {
        try (Hospital hospital = hospital(how -> how.knowledgeFrom())) {
            refusal(Code.PROVIDER_MISSING, () -> ask(hospital, "battery"));
        }
        PassageRanker broken = (question, passages) -> {
            throw new IllegalStateException("out of order");
        };
        try (Hospital hospital = hospital(how -> how.ranker(broken))) {
            refusal(Code.BUSY, () -> ask(hospital, "battery"));
        }
    }

    @Test
    default void a_question_has_an_end() {
        try (Hospital hospital = hospital(how -> how.ranker(new Clerk()))) {
            refusal(Code.BAD_INPUT, () -> ask(hospital, "x".repeat(501)));
            refusal(Code.BAD_INPUT, () -> ask(hospital, " "));
            refusal(Code.ASSET_UNKNOWN, () -> hospital.sarah().atlas().ask(AssetId.of("NOPE"), "battery"));
        }
    }
}
