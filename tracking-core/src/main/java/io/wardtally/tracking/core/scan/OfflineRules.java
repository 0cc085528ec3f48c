package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Fact.Aspect;
import io.wardtally.tracking.core.asset.AssetRules;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.session.ReadinessRules;
import io.wardtally.tracking.core.session.SessionRules;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.OfflineReceipt.State;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pure rules of what a late scan may still do. If nothing has happened since that concerns the same thing, the asset stands in that
 * respect as it stood then, and the rules for the present decide. Otherwise what has happened since stands.
 */
final class OfflineRules {

    private static final Map<Class<? extends Fact>, String> STANDS = Map.of(
            Fact.SessionStarted.class, "offline.taken",
            Fact.SessionEnded.class, "offline.given-back",
            Fact.SessionHandedOver.class, "offline.handed-over",
            Fact.SessionVoided.class, "offline.struck-out",
            Fact.ConditionSet.class, "offline.marked",
            Fact.LifeChanged.class, "offline.life-changed",
            Fact.HoldReleased.class, "offline.hold-lifted",
            Fact.Moved.class, "offline.moved");

    private OfflineRules() {}

    /**
     * What is asked, and when it was.
     *
     * @param when by our clock
     * @param id the id of what may begin: a session, a hold
     */
    record Late(
            OfflineBatch.Line line,
            OfflineDating.Possible when,
            UUID id,
            @Nullable Pseudonym patient) {

        /** The time that counts. */
        Instant at() {
            return when.latest();
        }

        /** The same, which turns out to have been no earlier than this. */
        Late noEarlierThan(Instant begin) {
            return new Late(line, new OfflineDating.Possible(when.earliest(), begin), id, patient);
        }
    }

    /** @param since what has happened to the asset after that, in order */
    static Decision<OfflineReceipt> decide(Case on, Late late, List<AuditEntry> since) {
        Optional<AuditEntry> won = won(since);
        if (won.isPresent()) {
            AuditEntry stands = won.get();
            if (isOfUseSince(on, late, stands)) {
                return decide(on, late.noEarlierThan(stands.happened()), List.of());
            }
            String code = Objects.requireNonNull(STANDS.get(stands.fact().getClass()));
            Message says = Message.of(code, on.asset().id(), who(on, stands.by()), stands.happened());
            return conflict(on, late, says, stands.fact().session());
        }
        try {
            Decision<OfflineReceipt> decision = then(on.at(late.at()), late);
            return decision.changesNothing() || decision.effects().get(0).happened() != null
                    ? decision
                    : decision.at(late.at());
        } catch (TrackingException.Conflict stands) {
            if (stands.code() == Code.TOO_MANY) {
                // Room can be made, and the line is handed over again then.
                throw stands;
            }
            return conflict(on, late, stands.message(), null);
        }
    }

    /**
     * Whether this gives back what the actor has got since then, by a clock that was set forward later: they have had nothing else to
     * give back around that time.
     */
    private static boolean isOfUseSince(Case on, Late late, AuditEntry stands) {
        Session open = on.dossier().open().orElse(null);
        Instant lastUsed = on.asset().lastUsed();
        return late.line().action() instanceof OfflineAction.GiveBack
                && late.line().decided() == null
                && open != null
                && open.user().equals(on.actor().id())
                && open.latest().from().equals(stands.happened())
                && OfflineDating.mayBeCorrected(Duration.between(late.at(), stands.happened()))
                && (lastUsed == null || !OfflineDating.mayBeCorrected(Duration.between(lastUsed, late.at())));
    }

    /** Receipt of a line about which somebody has to decide, and has not. */
    static Optional<OfflineReceipt> undecided(Case on, Late late) {
        if (late.line().decided() != null) {
            if (late.at().isAfter(on.now())) {
                throw Check.bad("offline.decided-future");
            }
            return Optional.empty();
        }
        if (!late.when().isKnown()) {
            Message says = Message.of("offline.undated", late.at());
            return Optional.of(OfflineReceipt.of(late.line().sequence(), State.UNDATED, says)
                    .about(on.asset().id(), null));
        }
        Duration oldest = oldest(on);
        Message says = Message.of("offline.too-old", late.at(), oldest.toHours());
        return late.at().isBefore(on.now().minus(oldest))
                ? Optional.of(receipt(late, State.TOO_OLD, says, on.asset(), null))
                : Optional.empty();
    }

    /** Person who did it, or only the department, where no more is told; somebody of none stays unnamed then. */
    private static Object who(Case on, Actor by) {
        if (by.id().equals(on.actor().id()) || ReadinessRules.showsUsers(on, by.department())) {
            return by.id();
        }
        return by.department() != null ? by.department() : Message.Argument.word("somebody else");
    }

    /** Aspect that this touches: a later fact about the same takes its place. */
    static Set<Aspect> rivals(OfflineAction action) {
        if (action instanceof OfflineAction.Move) {
            return Set.of(Aspect.PLACE);
        }
        if (action instanceof OfflineAction.Take) {
            return Set.of(Aspect.USE, Aspect.CONDITION, Aspect.LIFE, Aspect.HOLDS);
        }
        if (action instanceof OfflineAction.Clean) {
            return Set.of(Aspect.USE, Aspect.CONDITION);
        }
        return action instanceof OfflineAction.Fault ? Set.of() : Set.of(Aspect.USE);
    }

    /** The last of those that count; a hold that was placed since did not stand in the way, whatever became of it. */
    private static Optional<AuditEntry> won(List<AuditEntry> since) {
        Set<HoldId> placedSince = new HashSet<>();
        AuditEntry won = null;
        for (AuditEntry entry : since) {
            if (entry.fact() instanceof Fact.HoldPlaced placed) {
                placedSince.add(placed.hold());
            } else if (!(entry.fact() instanceof Fact.HoldReleased released)
                    || !placedSince.contains(released.hold())) {
                won = entry;
            }
        }
        return Optional.ofNullable(won);
    }

    /** How old a line may be. */
    static Duration oldest(Case on) {
        Duration oldest = on.policies().scans().oldestScan();
        Duration remembered = on.policies().requestRetention();
        return oldest.compareTo(remembered) < 0 ? oldest : remembered;
    }

    /** Decision of the rules for the present, taken at that time. */
    private static Decision<OfflineReceipt> then(Case then, Late late) {
        OfflineAction action = late.line().action();
        if (action instanceof OfflineAction.Take take) {
            return take(then, late, take);
        }
        if (action instanceof OfflineAction.GiveBack back) {
            return giveBack(then, late, back);
        }
        if (action instanceof OfflineAction.Move move) {
            // That it stood there then is news even if it stands there now: an older line must not move it.
            Decision<Asset> decision = AssetRules.move(then, move.to());
            Fact seen = new Fact.Moved(move.to(), move.to());
            return applied(then, late, decision.changesNothing() ? Decision.asset(then.asset(), seen) : decision, null);
        }
        if (action instanceof OfflineAction.Clean) {
            return applied(then, late, AssetRules.setCondition(then, Condition.READY, "cleaned"), null);
        }
        HoldId hold = new HoldId(late.id());
        String reason = ((OfflineAction.Fault) action).reason();
        return applied(then, late, AssetRules.hold(then, hold, Hold.Kind.FAULT, reason), null);
    }

    private static Decision<OfflineReceipt> giveBack(Case then, Late late, OfflineAction.GiveBack back) {
        Session open = then.dossier().open().orElse(null);
        if (open == null) {
            throw new TrackingException.NotFound(
                    Code.ASSET_NOT_IN_USE,
                    Message.of("asset.not-in-use", then.asset().id()));
        }
        // Whose use it was cannot be asked any more, and it may have been one of which nobody was told.
        boolean own = open.user().equals(then.actor().id());
        boolean before = late.at().isBefore(open.latest().from());
        return before || (!own && back.because() == null)
                ? conflict(then, late, ReadinessRules.inUse(then, open).message(), open.id())
                : applied(
                        then,
                        late,
                        SessionRules.end(
                                then,
                                EndRequest.of(open.id()).noting(back.notes()).because(back.because())),
                        open.id());
    }

    private static Decision<OfflineReceipt> take(Case then, Late late, OfflineAction.Take take) {
        Asset asset = then.asset();
        Instant lastUsed = asset.lastUsed();
        if (lastUsed != null && lastUsed.isAfter(late.at())) {
            return conflict(then, late, Message.of("offline.used-until", asset.id(), lastUsed), null);
        }
        // A hold that was placed later did not stand in the way.
        List<Hold> holds = asset.holds().stream()
                .filter(hold -> !hold.since().isAfter(late.at()))
                .toList();
        UseRequest usage = UseRequest.of(asset.id()).with(take);
        Decision<StartResult> start =
                SessionRules.start(then.of(asset.withHolds(holds)), usage, new SessionId(late.id()), late.patient());
        return start.answer()
                .match(
                        started -> applied(then, late, start, started.session().id())
                                .with(asset.withCondition(Condition.IN_USE)),
                        refused -> conflict(
                                        then,
                                        late,
                                        refused.readiness().message(),
                                        refused.readiness().concerns().stream()
                                                .map(Concern::session)
                                                .filter(Objects::nonNull)
                                                .findFirst()
                                                .orElse(null))
                                .wanting(start.demand()));
    }

    private static Decision<OfflineReceipt> applied(
            Case on, Late late, Decision<?> decision, @Nullable SessionId session) {
        OfflineDating.Possible when = late.when();
        Message says = when.isExact()
                ? null
                : Message.of("offline.roughly", Objects.requireNonNull(when.earliest()), late.at());
        return decision.answering(receipt(late, State.APPLIED, says, on.asset(), session));
    }

    private static Decision<OfflineReceipt> conflict(Case on, Late late, Message says, @Nullable SessionId session) {
        return Decision.unchanged(receipt(late, State.CONFLICT, says, on.asset(), session));
    }

    private static OfflineReceipt receipt(
            Late late, State state, @Nullable Message says, Asset asset, @Nullable SessionId session) {
        OfflineDating.Possible when = late.when();
        return OfflineReceipt.of(late.line().sequence(), state, says)
                .about(asset.id(), session)
                .dated(late.at(), when.isExact() ? null : when.earliest());
    }
}
