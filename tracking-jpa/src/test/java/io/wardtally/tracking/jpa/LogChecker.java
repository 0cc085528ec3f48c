package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.session.SessionFeature;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Replays the sealed log alone. What it tells has to be possible, and has to lead to exactly the rows that the store has. The
 * house rules are the standard ones.
 */
final class LogChecker {

    private final Store store;
    private final List<String> wrong = new ArrayList<>();
    private final Set<Identifier> attached = new HashSet<>();
    private final List<AuditEntry> log = new ArrayList<>();
    private final List<String> effects = new ArrayList<>();
    private final Map<Subject, Long> last = new TreeMap<>();
    private final Map<AssetId, Asset> assets = new HashMap<>();
    private final Map<AssetId, SessionId> open = new HashMap<>();
    private final Map<SessionId, Session> sessions = new HashMap<>();
    private final Map<OverrideId, EmergencyOverride> overrides = new HashMap<>();

    private LogChecker(Store store) {
        this.store = store;
    }

    static LogChecker replay(Tracking tracking, Store store) {
        LogChecker checker = new LogChecker(store);
        Audit audit = tracking.actingAs(Actor.auditor("checker")).audit();
        for (List<AuditEntry> page = audit.log(0, 500); !page.isEmpty(); page = audit.log(checker.log.size(), 500)) {
            page.forEach(checker::replay);
        }
        checker.compareRows();
        audit.verify().findings().forEach(finding -> checker.wrong.add("the audit: " + finding));
        return checker;
    }

    /** What cannot have happened so, or is not as it should be now. */
    List<String> wrong() {
        return wrong;
    }

    List<AuditEntry> log() {
        return log;
    }

    /** What was done, each fact in words that no other has, in so far as those who did it can tell the same. */
    List<String> effects() {
        return effects;
    }

    /** Says, too, what somebody was told but is not in the log, or is there without anybody having been told. */
    LogChecker against(Collection<String> told) {
        Map<String, Integer> untold = new TreeMap<>();
        effects.forEach(one -> untold.merge(one, 1, Integer::sum));
        told.forEach(one -> untold.merge(one, -1, Integer::sum));
        untold.forEach((one, times) -> {
            check(times >= 0, "told, but not in the log: " + one);
            check(times <= 0, "in the log, but nobody was told: " + one);
        });
        return this;
    }

    private void check(boolean right, String what) {
        if (!right) {
            wrong.add(what);
        }
    }

    private void replay(AuditEntry entry) {
        log.add(entry);
        check(entry.position() == log.size(), "position " + entry.position() + " at place " + log.size());
        Long before = last.put(entry.subject(), entry.sequence());
        check(
                entry.sequence() == 1 + (before == null ? 0 : before),
                "number " + entry.sequence() + " of " + entry.subject() + " after " + before);
        String effect = effect(entry);
        if (effect != null) {
            effects.add(effect);
        }
        if (entry.subject().isAsset()) {
            AssetId id = AssetId.of(entry.subject().id());
            Asset asset = assets.get(id);
            check((asset == null) == entry.fact() instanceof Fact.Registered, "not registered once: " + id);
            if (asset != null || entry.fact() instanceof Fact.Registered) {
                replayAsset(entry, id, asset);
            }
        }
    }

    private void replayAsset(AuditEntry entry, AssetId id, Asset asset) {
        Fact fact = entry.fact();
        if (fact instanceof Fact.Registered now) {
            assets.put(id, Asset.of(id, now.description()).with(draft -> {
                draft.identifiers = now.identifiers();
                draft.life = now.life();
                draft.condition = now.condition();
                draft.ownership = now.ownership();
                draft.place = now.place();
            }));
        } else if (fact instanceof Fact.Moved moved) {
            check(moved.from().equals(asset.place()), "moved from elsewhere: " + entry);
            assets.put(id, asset.withPlace(moved.to()));
        } else if (fact instanceof Fact.ConditionSet marked) {
            check(marked.from() == asset.condition(), "marked from another condition: " + entry);
            assets.put(id, asset.withCondition(marked.to()));
        } else if (fact instanceof Fact.HoldPlaced placed) {
            check(asset.hold(placed.hold()).isEmpty(), "held twice: " + entry);
            List<Hold> holds = new ArrayList<>(asset.holds());
            String reason = value(placed.reason());
            holds.add(new Hold(placed.hold(), placed.kind(), entry.by().id(), reason, entry.happened()));
            holds.sort(Comparator.comparing(Hold::since));
            assets.put(id, asset.withHolds(holds));
        } else if (fact instanceof Fact.HoldReleased released) {
            List<Hold> holds = new ArrayList<>(asset.holds());
            check(holds.removeIf(hold -> hold.id().equals(released.hold())), "released, but not held: " + entry);
            assets.put(id, asset.withHolds(holds));
        } else if (fact instanceof Fact.IdentifierAttached attached) {
            check(!asset.identifiers().contains(attached.identifier()), "attached twice: " + entry);
            List<Identifier> all = new ArrayList<>(asset.identifiers());
            all.add(attached.identifier());
            this.attached.add(attached.identifier());
            assets.put(id, asset.withIdentifiers(all));
        } else if (fact instanceof Fact.IdentifierDetached detached) {
            List<Identifier> rest = new ArrayList<>(asset.identifiers());
            check(rest.remove(detached.identifier()), "detached, but not attached: " + entry);
            assets.put(id, asset.withIdentifiers(rest));
        } else if (fact instanceof Fact.OverrideDeclared declared) {
            EmergencyOverride override = EmergencyOverride.declared(
                    declared.override(), id, entry.by().id(), entry.happened(), draft -> {
                        draft.reason = value(declared.reason());
                        draft.passes = declared.passes();
                        draft.expires = declared.expires();
                    });
            check(overrides.put(override.id(), override) == null, "declared twice: " + entry);
        } else if (fact instanceof Fact.OverrideReviewed reviewed) {
            EmergencyOverride override = overrides.get(reviewed.override());
            check(override.review() == null, "reviewed twice: " + entry);
            overrides.put(
                    override.id(),
                    override.withReview(new EmergencyOverride.Review(
                            entry.by().id(), reviewed.justified(), value(reviewed.note()), entry.happened())));
        } else if (fact instanceof Fact.SessionStarted started) {
            Segment first =
                    new Segment(entry.happened(), entry.by().id(), started.department(), value(started.patient()));
            check(!open.containsKey(id), "started although " + open.get(id) + " goes on: " + entry);
            check(!sessions.containsKey(started.session()), "started twice: " + entry);
            assets.put(id, asset.withCondition(Condition.IN_USE));
            put(Session.started(started.session(), id, first, draft -> {
                draft.expected = started.expected();
                draft.reason = value(started.reason());
                draft.override = started.override();
            }));
        } else if (fact instanceof Fact.SessionExtended extended) {
            put(session(entry, extended.session(), Session::isOpen).withExpected(extended.expected()));
        } else if (fact instanceof Fact.SessionHandedOver handed) {
            Segment next = new Segment(entry.happened(), handed.user(), handed.department(), value(handed.patient()));
            put(session(entry, handed.session(), Session::isOpen).withSegment(next));
        } else if (fact instanceof Fact.SessionEnded ended) {
            assets.put(id, asset.withCondition(ended.left()));
            put(session(entry, ended.session(), Session::isOpen)
                    .withEnd(ended.end(), ended.clamped(), value(ended.notes())));
        } else if (fact instanceof Fact.SessionVoided voided) {
            Session session = session(entry, voided.session(), one -> !one.voided());
            check(voided.wasOpen() == session.isOpen(), "was open or not: " + entry);
            if (session.isOpen()) {
                assets.put(id, asset.withCondition(Condition.AWAITING_CLEANING));
                Instant from = session.latest().from();
                boolean clamped = from.isAfter(entry.happened());
                session = session.withEnd(clamped ? from : entry.happened(), clamped, null);
            }
            put(session.asVoided());
        } else if (fact instanceof Fact.SessionCorrected corrected) {
            put(corrected(session(entry, corrected.session(), one -> !one.voided()), corrected));
        } else {
            wrong.add("the checker does not know " + entry);
        }
    }

    private static Session corrected(Session session, Fact.SessionCorrected to) {
        List<Segment> segments = new ArrayList<>(session.segments());
        Segment segment = session.latest();
        boolean otherPatient = to.patientBefore() != null || to.patientAfter() != null;
        segments.set(
                segments.size() - 1,
                new Segment(
                        segment.from(),
                        segment.user(),
                        Objects.requireNonNullElse(to.departmentAfter(), segment.department()),
                        otherPatient ? value(to.patientAfter()) : segment.patient()));
        return session.withTimes(session.start(), to.endAfter() == null ? session.end() : to.endAfter(), segments);
    }

    private Session session(AuditEntry entry, SessionId id, Predicate<Session> possible) {
        Session session = sessions.get(id);
        if (session == null) {
            throw new AssertionError("never started: " + entry);
        }
        check(
                session.asset().value().equals(entry.subject().id()) && possible.test(session),
                "not in this state of " + session + ": " + entry);
        return session;
    }

    private void put(Session session) {
        sessions.put(session.id(), session);
        if (session.isOpen()) {
            open.put(session.asset(), session.id());
        } else {
            open.remove(session.asset(), session.id());
        }
    }

    private List<Item> overrides() {
        return overrides.values().stream()
                .map(override -> SessionFeature.OVERRIDE.item(Subject.asset(override.asset()), override))
                .toList();
    }

    private void compareRows() {
        sessions.values().forEach(this::noteUse);
        same("assets", assets.values(), all(new Query.Assets(AssetFilter.all())));
        same("sessions", sessions.values(), all(Query.Sessions.all()));
        same("overrides", overrides(), all(Query.Items.all()));
        same("subjects", last.keySet(), all(new Query.Subjects()));
        compareIdentifiers();
        last.forEach((subject, number) -> {
            for (Dossier dossier :
                    store.find(List.of(new DossierKey.OfSubject(subject)), null).dossiers()) {
                check(dossier.version() == number, "version " + dossier.version() + " after " + number + " facts");
                SessionId said = subject.isAsset() ? open.get(AssetId.of(subject.id())) : null;
                SessionId kept = dossier.open().map(Session::id).orElse(null);
                check(Objects.equals(said, kept), subject + " is used in " + kept + ", by the facts in " + said);
            }
        });
    }

    /** Each identifier that was ever attached leads to the one asset that carries it now, if any does. */
    private void compareIdentifiers() {
        Map<Identifier, List<AssetId>> carriers = new HashMap<>();
        attached.forEach(identifier -> carriers.put(identifier, new ArrayList<>()));
        assets.values()
                .forEach(asset -> asset.identifiers()
                        .forEach(identifier -> carriers.get(identifier).add(asset.id())));
        carriers.forEach((identifier, said) -> {
            check(said.size() <= 1, identifier + " is on " + said);
            List<AssetId> found =
                    store
                            .find(List.of(new DossierKey.OfIdentifiers(null, List.of(identifier))), null)
                            .dossiers()
                            .stream()
                            .map(dossier -> AssetId.of(dossier.subject().id()))
                            .toList();
            check(found.equals(said), identifier + " leads to " + found + ", and is on " + said);
        });
    }

    private void noteUse(Session session) {
        if (session.end() != null && !session.voided()) {
            assets.computeIfPresent(
                    session.asset(),
                    (id, asset) -> asset.lastUsed() != null && asset.lastUsed().isAfter(session.end())
                            ? asset
                            : asset.withLastUsed(session.end()));
        }
    }

    private <T> void same(String what, Collection<T> said, List<T> kept) {
        Set<T> different = new HashSet<>(said);
        kept.forEach(row -> {
            if (!different.remove(row)) {
                different.add(row);
            }
        });
        check(different.isEmpty(), what + " that are not as the facts say: " + different);
        check(kept.size() == said.size(), kept.size() + " " + what + ", by the facts " + said.size());
    }

    private <T> List<T> all(Query<T> query) {
        List<T> all = new ArrayList<>();
        Paging paging = Paging.first(Paging.MAX_LIMIT);
        while (paging != null) {
            var page = store.page(query, paging);
            all.addAll(page.items());
            paging = page.following(paging).orElse(null);
        }
        return all;
    }

    private static String effect(AuditEntry entry) {
        Fact fact = entry.fact();
        String kind = fact.getClass().getSimpleName() + " ";
        if (fact instanceof Fact.SessionStarted one) {
            return kind + one.session();
        } else if (fact instanceof Fact.SessionEnded one) {
            return kind + one.session();
        } else if (fact instanceof Fact.SessionVoided one) {
            return kind + one.session();
        } else if (fact instanceof Fact.SessionExtended one) {
            return kind + one.by();
        } else if (fact instanceof Fact.SessionHandedOver one) {
            return kind + one.user();
        } else if (fact instanceof Fact.SessionCorrected one) {
            return kind + value(one.reason());
        } else if (fact instanceof Fact.HoldPlaced one) {
            return kind + one.hold();
        } else if (fact instanceof Fact.HoldReleased one) {
            return kind + one.hold();
        } else if (fact instanceof Fact.Moved one) {
            return kind + one.to();
        } else if (fact instanceof Fact.OverrideDeclared one) {
            return kind + one.override();
        } else if (fact instanceof Fact.OverrideReviewed one) {
            return kind + one.override();
        } else if (fact instanceof Fact.ConditionSet
                || fact instanceof Fact.IdentifierAttached
                || fact instanceof Fact.IdentifierDetached) {
            // Who marks what is so already is told the same.
            return null;
        }
        return kind
                + (entry.subject().isAsset() ? entry.subject().id() : entry.by().id());
    }

    private static <T> T value(Personal<T> personal) {
        return personal == null ? null : personal.value().orElse(null);
    }
}
