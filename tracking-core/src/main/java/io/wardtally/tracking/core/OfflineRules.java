package io.wardtally.tracking.core;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.Concern;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.OfflineReceipt.State;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a scan may still do that comes late. If nothing has happened since that concerns the same thing, the asset stands in that
 * respect as it stood then, and the rules for the present decide. Otherwise what has happened since stands.
 */
final class OfflineRules {

    private static final Map<Class<? extends Fact>, String> WORDS = Map.of(
            Fact.SessionStarted.class, "was taken",
            Fact.SessionEnded.class, "was given back",
            Fact.SessionHandedOver.class, "was handed over",
            Fact.SessionVoided.class, "had a session struck out",
            Fact.ConditionMarked.class, "was marked",
            Fact.LifeChanged.class, "was retired or reinstated",
            Fact.HoldReleased.class, "had a hold lifted",
            Fact.Moved.class, "was moved");
    private static final Set<Class<? extends Fact>> OF_USE = Set.of(
            Fact.SessionStarted.class, Fact.SessionEnded.class, Fact.SessionHandedOver.class, Fact.SessionVoided.class);
    private static final Set<Class<? extends Fact>> OF_READINESS =
            Set.of(Fact.ConditionMarked.class, Fact.LifeChanged.class, Fact.HoldPlaced.class, Fact.HoldReleased.class);

    private OfflineRules() {}

    /**
     * What is asked, and when it was.
     *
     * @param at by our clock
     * @param datable whether that can be told
     * @param id the id of what may begin: a session, a hold
     */
    record Late(
            OfflineBatch.Line line,
            Instant at,
            boolean datable,
            UUID id,
            @Nullable Pseudonym patient) {}

    /** @param since what has happened to the asset after that, in order */
    static Decision<OfflineReceipt> settle(Case on, Late late, List<AuditEntry> since) {
        if (!late.datable()) {
            throw Check.bad("when this was cannot be told: the scanner's clock was set back since");
        }
        Duration oldest = oldest(on);
        if (late.at().isBefore(on.now().minus(oldest))) {
            String says = "it was at " + late.at() + "; after " + oldest.toHours() + " hours it is too late";
            return Decision.unchanged(receipt(late, State.TOO_OLD, says, on.asset(), null));
        }
        Optional<AuditEntry> won = won(since);
        if (won.isPresent()) {
            AuditEntry stands = won.get();
            String says = on.asset().id() + " " + WORDS.get(stands.fact().getClass()) + " by "
                    + stands.by().id() + " at " + stands.happened() + ", after this";
            return conflict(on, late, says, session(stands.fact()));
        }
        try {
            Decision<OfflineReceipt> decision = then(on.at(late.at()), late);
            return decision.happened() == null ? decision.at(late.at()) : decision;
        } catch (TrackingException.Conflict stands) {
            return conflict(on, late, String.valueOf(stands.getMessage()), null);
        }
    }

    /** The names of the facts that say something of what this is about. */
    static Set<String> rivals(OfflineAction deed) {
        Set<Class<? extends Fact>> rivals = new HashSet<>();
        if (deed instanceof OfflineAction.Move) {
            rivals.add(Fact.Moved.class);
        } else if (!(deed instanceof OfflineAction.Fault)) {
            rivals.addAll(OF_USE);
        }
        if (deed instanceof OfflineAction.Take) {
            rivals.addAll(OF_READINESS);
        } else if (deed instanceof OfflineAction.Clean) {
            rivals.add(Fact.ConditionMarked.class);
        }
        return rivals.stream().map(Class::getSimpleName).collect(Collectors.toSet());
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

    private static Duration oldest(Case on) {
        Duration oldest = on.policies().oldestScan();
        Duration remembered = on.policies().requestRetention();
        return oldest.compareTo(remembered) < 0 ? oldest : remembered;
    }

    private static @Nullable SessionId session(Fact fact) {
        if (fact instanceof Fact.SessionStarted one) {
            return one.session();
        }
        if (fact instanceof Fact.SessionEnded one) {
            return one.session();
        }
        if (fact instanceof Fact.SessionHandedOver one) {
            return one.session();
        }
        return fact instanceof Fact.SessionVoided one ? one.session() : null;
    }

    /** What the rules for the present would have decided then. */
    private static Decision<OfflineReceipt> then(Case then, Late late) {
        OfflineAction deed = late.line().deed();
        if (deed instanceof OfflineAction.Take take) {
            return take(then, late, take);
        }
        if (deed instanceof OfflineAction.GiveBack back) {
            return giveBack(then, late, back);
        }
        if (deed instanceof OfflineAction.Move move) {
            // That it stood there then is news even if it stands there now: an older line must not move it.
            Decision<Asset> decision = AssetRules.move(then, move.to());
            Fact seen = new Fact.Moved(move.to(), move.to());
            return applied(then, late, decision.changesNothing() ? Decision.asset(then.asset(), seen) : decision, null);
        }
        if (deed instanceof OfflineAction.Clean) {
            return applied(then, late, AssetRules.setCondition(then, Condition.READY, "cleaned"), null);
        }
        HoldId hold = new HoldId(late.id());
        String reason = ((OfflineAction.Fault) deed).reason();
        return applied(then, late, AssetRules.hold(then, hold, Hold.Kind.FAULT, reason), null);
    }

    private static Decision<OfflineReceipt> giveBack(Case then, Late late, OfflineAction.GiveBack back) {
        Session open = then.dossier().open().orElse(null);
        if (open == null) {
            throw new TrackingException.NotFound(
                    Code.ASSET_NOT_IN_USE, then.asset().id() + " is not in use");
        }
        // Whose use it was cannot be asked any more, and it may have been one of which nobody was told.
        boolean own = open.user().equals(then.actor().id());
        boolean before = late.at().isBefore(open.latest().from());
        return before || (!own && back.because() == null)
                ? conflict(then, late, ReadinessRules.inUse(open).says(), open.id())
                : applied(then, late, SessionRules.end(then, open.id(), back.notes(), back.because()), open.id());
    }

    private static Decision<OfflineReceipt> take(Case then, Late late, OfflineAction.Take take) {
        Asset asset = then.asset();
        Instant lastUsed = asset.lastUsed();
        if (lastUsed != null && lastUsed.isAfter(late.at())) {
            return conflict(then, late, asset.id() + " was in use until " + lastUsed + ", after this", null);
        }
        // A hold that was placed later did not stand in the way.
        List<Hold> holds = asset.holds().stream()
                .filter(hold -> !hold.since().isAfter(late.at()))
                .toList();
        UseRequest usage = new UseRequest(asset.id(), null, take.department(), take.expected(), take.reason(), List.of());
        Decision<StartResult> start =
                SessionRules.start(then.of(asset.withHolds(holds)), usage, new SessionId(late.id()), late.patient());
        return start.answer()
                .match(
                        started -> applied(then, late, start, started.session().id())
                                .with(asset.withCondition(Condition.IN_USE)),
                        refused -> conflict(
                                        then,
                                        late,
                                        refused.readiness().says(),
                                        refused.readiness().concerns().stream()
                                                .map(Concern::session)
                                                .filter(Objects::nonNull)
                                                .findFirst()
                                                .orElse(null))
                                .wanting(start.demand()));
    }

    private static Decision<OfflineReceipt> applied(Case on, Late late, Decision<?> decision, @Nullable SessionId session) {
        return decision.answering(receipt(late, State.APPLIED, "", on.asset(), session));
    }

    private static Decision<OfflineReceipt> conflict(Case on, Late late, String says, @Nullable SessionId session) {
        return Decision.unchanged(receipt(late, State.CONFLICT, says, on.asset(), session));
    }

    private static OfflineReceipt receipt(Late late, State state, String says, Asset asset, @Nullable SessionId session) {
        return new OfflineReceipt(late.line().sequence(), state, null, null, says, asset.id(), session);
    }
}
