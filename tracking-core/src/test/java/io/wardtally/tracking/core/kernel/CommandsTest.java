package io.wardtally.tracking.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.core.audit.AuditKeys;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.core.memory.MemoryStore;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

public class CommandsTest {

    /** Something that this test stores: who has borrowed a thing, until when, and whether it is back. */
    public record Loan(String number, String borrower, Instant until, boolean back) {}

    private static final Instant NOW = Instant.parse("2026-03-02T13:30:00Z");
    private static final StoredKind<Loan> LOAN = StoredKind.of(
                    "loan",
                    Loan.class,
                    Loan::number,
                    loan -> IndexKeys.at(NOW).withParty(loan.borrower()).withDue(loan.until()))
            .liveWhile(loan -> !loan.back())
            .claiming(loan -> loan.back() ? List.of() : List.of(new Claim.Target("loan", loan.number())))
            .unknown(Code.OVERRIDE_UNKNOWN);

    private static final Subject ONE = Subject.asset(AssetId.of("INF001"));
    private static final Subject TWO = Subject.asset(AssetId.of("INF002"));
    private static final Actor TOM = Actor.technician("tom");
    private static final Fact MOVED = new Fact.Moved(Place.of("ICU"), Place.of("ER"));
    private static final AnswerCodec<String> TEXT = new AnswerCodec<>(text -> text, text -> text);

    private final Store store = new MemoryStore();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void one_decision_changes_several_subjects_in_one_commit() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        String answer = change(
                kernel,
                on -> Decision.of("lent", Effects.noted(ONE, MOVED).with(LOAN, loan("1", "er", 60)))
                        .and(Effects.noted(TWO, MOVED, MOVED)));
        assertThat(answer).isEqualTo("lent");
        assertThat(dossier(ONE).version()).isEqualTo(1);
        assertThat(dossier(ONE).items()).extracting(Item::id).containsExactly("1");
        assertThat(dossier(TWO).version()).isEqualTo(2);
    }

    @Test
    void of_several_subjects_none_is_changed_if_one_cannot_be() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        lend(kernel, ONE, loan("1", "er", 60));
        assertThatThrownBy(() -> change(
                        kernel,
                        on -> Decision.of("", Effects.noted(ONE, MOVED))
                                .and(Effects.noted(TWO, MOVED).with(LOAN, loan("1", "icu", 60)))))
                .isInstanceOf(TrackingException.Conflict.class);
        assertThat(dossier(ONE).version()).isEqualTo(1);
        assertThat(dossier(TWO).version()).isZero();
    }

    @Test
    void a_rule_that_needs_more_is_asked_again_with_it_beside_its_case() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        kernel.commands().note(TOM, TWO, MOVED);
        String answer = change(
                kernel,
                on -> on.beside(TWO)
                        .<RuleResult<String>>map(two -> Decision.of("" + two.version(), Effects.noted(ONE, MOVED)))
                        .orElse(new RuleResult.Needs<>(List.of(new DossierKey.OfSubject(TWO)))));
        assertThat(answer).isEqualTo("1");
        assertThat(asked).hasValue(2);
    }

    @Test
    void what_a_rule_has_seen_beside_its_case_is_as_it_was_when_it_is_committed() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        kernel.commands().note(TOM, TWO, MOVED);
        String answer = change(kernel, on -> {
            if (on.beside(TWO).isEmpty()) {
                return new RuleResult.Needs<>(List.of(new DossierKey.OfSubject(TWO)));
            }
            long seen = on.beside(TWO).orElseThrow().version();
            if (asked.get() == 2) {
                kernel.commands().note(TOM, TWO, MOVED);
            }
            return Decision.of("saw " + seen, Effects.noted(ONE, MOVED));
        });
        assertThat(answer).isEqualTo("saw 2");
        assertThat(asked).hasValue(3);
        assertThat(dossier(ONE).version()).isEqualTo(1);
    }

    @Test
    void reactions_are_asked_once_each_in_the_order_of_the_features_and_their_effects_are_committed_with_it() {
        List<Integer> seen = new ArrayList<>();
        Reaction lends = (on, decided) -> {
            seen.add(decided.facts().size());
            return decided.and(MOVED).with(LOAN, loan("1", "er", 60));
        };
        Reaction adds = (on, decided) -> {
            seen.add(decided.facts().size());
            return decided.and(MOVED);
        };
        Kernel kernel = kernel(
                Feature.named("loans").storing(LOAN).reacting(lends),
                Feature.named("more").reacting(adds));
        change(kernel, on -> Decision.of("", Effects.noted(ONE, MOVED)));
        assertThat(seen).containsExactly(1, 2);
        assertThat(dossier(ONE).version()).isEqualTo(3);
        assertThat(dossier(ONE).items()).hasSize(1);
    }

    @Test
    void a_commit_brings_the_next_check_forward_and_never_puts_it_off() {
        AlertRule due = new AlertRule() {
            @Override
            public String name() {
                return "loan-due";
            }

            @Override
            public Judgement judge(Case on) {
                Instant first = on.items(LOAN).stream()
                        .map(Loan::until)
                        .min(Instant::compareTo)
                        .orElse(Store.NEVER);
                return new Judgement(List.of(), first);
            }
        };
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN).alerting(due));
        lend(kernel, ONE, loan("1", "er", 60));
        assertThat(dossier(ONE).nextCheck()).isEqualTo(NOW.plusSeconds(60));
        lend(kernel, ONE, loan("2", "icu", 30));
        assertThat(dossier(ONE).nextCheck()).isEqualTo(NOW.plusSeconds(30));
        lend(kernel, ONE, new Loan("2", "icu", NOW.plusSeconds(30), true));
        assertThat(dossier(ONE).nextCheck()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void an_item_that_is_closed_leaves_the_dossier_and_gives_back_what_it_claimed() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        lend(kernel, ONE, loan("1", "er", 60));
        lend(kernel, ONE, new Loan("1", "er", NOW.plusSeconds(60), true));
        assertThat(dossier(ONE).items()).isEmpty();
        lend(kernel, TWO, loan("1", "icu", 60));
        assertThat(dossier(TWO).items()).hasSize(1);
    }

    @Test
    void a_subject_has_fifty_open_items_at_most_and_closing_one_makes_room() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        for (int i = 0; i < Item.MOST_LIVE; i++) {
            lend(kernel, ONE, loan("" + i, "er", 60));
        }
        assertThatThrownBy(() -> lend(kernel, ONE, loan("one too many", "er", 60)))
                .isInstanceOfSatisfying(
                        TrackingException.Conflict.class,
                        refused -> assertThat(refused.code()).isEqualTo(Code.TOO_MANY));
        kernel.commands().note(TOM, ONE, MOVED);
        lend(kernel, ONE, new Loan("7", "er", NOW.plusSeconds(60), true));
        lend(kernel, ONE, loan("one more", "er", 60));
        assertThat(dossier(ONE).items()).hasSize(Item.MOST_LIVE);
    }

    @Test
    void what_is_changed_by_the_id_of_an_item_is_found_with_its_subject_and_missed_with_the_code_of_its_kind() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        lend(kernel, TWO, loan("1", "er", 60));
        DossierKey key = new DossierKey.OfItem("loan", "1");
        String answer = kernel.commands()
                .change(
                        new Commands.Command<>(
                                Caller.of(TOM),
                                key,
                                TEXT,
                                on -> Decision.of(
                                        on.item(LOAN, "1").orElseThrow().borrower(),
                                        Effects.noted(on.dossier().subject(), MOVED)),
                                Commands.content("return", "1")),
                        Permission.MOVE);
        assertThat(answer).isEqualTo("er");
        assertThat(dossier(TWO).version()).isEqualTo(2);
        assertThatThrownBy(() -> kernel.commands().view(Caller.of(TOM), new DossierKey.OfItem("loan", "2")))
                .isInstanceOfSatisfying(
                        TrackingException.NotFound.class,
                        missing -> assertThat(missing.code()).isEqualTo(Code.OVERRIDE_UNKNOWN));
    }

    @Test
    void a_retry_is_answered_from_memory_and_says_so_and_no_rule_is_asked_again() {
        Kernel kernel = kernel(Feature.named("loans").storing(LOAN));
        Caller caller = Caller.of(TOM).asking(RequestId.of("r1"));
        Rule<String> rule = on -> {
            asked.incrementAndGet();
            return Decision.of("lent", Effects.noted(ONE, MOVED));
        };
        Commands.Command<String> command = new Commands.Command<>(
                caller, new DossierKey.OfSubject(ONE), TEXT, rule, Commands.content("lend", ONE.id()));
        assertThat(kernel.commands().change(command, Permission.MOVE)).isEqualTo("lent");
        assertThat(caller.repeated()).isFalse();
        assertThat(kernel.commands().change(command, Permission.MOVE)).isEqualTo("lent");
        assertThat(caller.repeated()).isTrue();
        assertThat(asked).hasValue(1);
        assertThat(dossier(ONE).version()).isEqualTo(1);
    }

    private static Loan loan(String number, String borrower, long seconds) {
        return new Loan(number, borrower, NOW.plusSeconds(seconds), false);
    }

    private void lend(Kernel kernel, Subject subject, Loan loan) {
        change(kernel, subject, on -> Decision.item(LOAN, subject, loan, MOVED));
    }

    private String change(Kernel kernel, Rule<String> rule) {
        return change(kernel, ONE, rule);
    }

    private <T> T change(Kernel kernel, Subject subject, Rule<T> rule) {
        Rule<T> counted = on -> {
            asked.incrementAndGet();
            return rule.decide(on);
        };
        return kernel.commands()
                .change(
                        new Commands.Command<>(
                                Caller.of(TOM),
                                new DossierKey.OfSubject(subject),
                                AnswerCodec.forgotten(),
                                counted,
                                Commands.content("test")),
                        Permission.MOVE);
    }

    private Dossier dossier(Subject subject) {
        return store.find(List.of(new DossierKey.OfSubject(subject)), null).dossiers().stream()
                .findFirst()
                .orElseGet(() -> Dossier.empty(subject));
    }

    private Kernel kernel(Feature... features) {
        KeyProvider keys = Wardtally.throwAwayKeys();
        store.enrol("st-mary");
        return new Kernel(
                store,
                new Features(List.of(features)),
                new AuditKeys("st-mary", keys.auditKeys(), new SecureRandom()),
                new Pseudonymiser("st-mary", "usage", keys.pseudonymKeys()),
                new Kernel.Parts(
                        revision -> Policies.standard(),
                        Wardtally.roleTable(),
                        ZoneOffset.UTC,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        UUID::randomUUID));
    }
}
