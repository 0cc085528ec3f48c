package io.wardtally.tracking.jpa;

import static java.time.Duration.ofMinutes;

import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.Correction;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.EndRequest;
import io.wardtally.tracking.session.Handover;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionFilter;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.session.StartResult;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.Actor;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * People of all roles who do all sorts of things at the same assets at once, and what they were told, in the words of
 * {@link LogChecker#effects()}.
 */
final class Crowd {

    static final List<AssetId> ASSETS = IntStream.rangeClosed(1, 20)
            .mapToObj(number -> AssetId.of("INF%03d".formatted(number)))
            .toList();

    /** What a day holds. */
    static final Class<?>[] DEEDS = {
        Fact.Registered.class,
        Fact.IdentifierAttached.class,
        Fact.IdentifierDetached.class,
        Fact.Moved.class,
        Fact.ConditionSet.class,
        Fact.HoldPlaced.class,
        Fact.HoldReleased.class,
        Fact.SessionStarted.class,
        Fact.SessionExtended.class,
        Fact.SessionHandedOver.class,
        Fact.SessionEnded.class,
        Fact.SessionVoided.class,
        Fact.SessionCorrected.class,
        Fact.OverrideDeclared.class,
        Fact.OverrideReviewed.class,
        Fact.StartRefused.class,
        Fact.PermissionDenied.class,
        Fact.PatientSearched.class
    };

    private static final List<String> DEPARTMENTS = List.of("ICU", "ER", "OR");
    private static final Actor TOM = Actor.technician("tom");
    private static final Actor MAX = Actor.manager("max");

    private final List<Tracking> nodes;
    private final Map<AssetId, SessionId> latest = new ConcurrentHashMap<>();
    private final Queue<Placed> holds = new ConcurrentLinkedQueue<>();
    private final Queue<OverrideId> overrides = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> retries = new ConcurrentLinkedQueue<>();
    private final Set<String> toldOnce = ConcurrentHashMap.newKeySet();
    private final Queue<String> toldEachTime = new ConcurrentLinkedQueue<>();
    private final Map<RequestId, Object> answers = new ConcurrentHashMap<>();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
    private final Map<Code, AtomicInteger> exceptions = new ConcurrentHashMap<>();

    Crowd(List<Tracking> nodes) {
        this.nodes = nodes;
    }

    private record Placed(AssetId asset, HoldId hold) {}

    void register() {
        for (AssetId id : ASSETS) {
            nodes.get(0).actingAs(TOM).assets().register(Asset.of(id.value(), "Infusion Pump", "infusion-pump"));
            toldOnce.add("Registered " + id);
        }
    }

    /** What somebody was told was done: the same effect once, however often they were told of it. */
    Collection<String> told() {
        Collection<String> all = new ArrayList<>(toldOnce);
        all.addAll(toldEachTime);
        return all;
    }

    /** Requests that were answered in two ways. */
    Collection<String> contradictions() {
        return contradictions;
    }

    int exceptions(Code code) {
        return exceptions.getOrDefault(code, new AtomicInteger()).get();
    }

    /** Whatever this number means. */
    void act(int number) {
        Random dice = new Random(number);
        Runnable act = act(number, dice);
        if (dice.nextInt(4) == 0) {
            retries.add(act);
        }
        act.run();
        // Somebody else's, mostly, who may not even have got an answer yet.
        Runnable again = dice.nextInt(4) == 0 ? retries.poll() : null;
        if (again != null) {
            again.run();
        }
    }

    private Runnable act(int number, Random dice) {
        AssetId asset = pick(ASSETS, dice);
        SessionId session = latest.getOrDefault(asset, new SessionId(new UUID(7, number)));
        String department = pick(DEPARTMENTS, dice);
        Actor nurse = Actor.nurse("nurse " + dice.nextInt(8), department);
        Act act = new Act(RequestId.of("request " + number), dice);
        String reason = "reason " + number;
        return switch (dice.nextInt(33)) {
            case 0, 1, 2, 3, 4, 5 -> act.of(nurse, ward -> start(ward, asset, number), this::started);
            case 6, 7 -> act.of(nurse, ward -> ward.sessions().end(session, "fine"), Crowd::ended);
            case 8, 9, 10 ->
                act.of(TOM, ward -> ward.sessions().end(EndRequest.of(session).because(reason)), Crowd::ended);
            case 11, 12, 13, 14 -> act.of(TOM, ward -> ward.assets().clean(asset), told -> null);
            case 15 -> {
                Duration by = ofMinutes(1).plus(number, ChronoUnit.MICROS);
                yield act.of(TOM, ward -> ward.sessions().extend(session, by), told -> "SessionExtended " + by);
            }
            case 16 -> {
                Handover to = Handover.to("heir " + number).inDepartment(department);
                yield act.of(
                        TOM, ward -> ward.sessions().handOver(session, to), told -> "SessionHandedOver " + to.user());
            }
            case 17 -> {
                Place place = Place.of(department, "room " + number);
                yield act.of(TOM, ward -> ward.assets().move(asset, place), told -> "Moved " + place);
            }
            case 18 -> {
                Hold.Kind kind = pick(List.of(Hold.Kind.values()), dice);
                yield act.of(TOM, ward -> ward.assets().hold(asset, kind, reason), hold -> held(asset, hold));
            }
            case 19, 20 -> {
                Placed hold = holds.poll();
                yield hold == null
                        ? () -> {}
                        : act.of(
                                TOM,
                                ward -> ward.assets().release(hold.asset(), hold.hold(), reason),
                                told -> "HoldReleased " + hold.hold());
            }
            case 21 ->
                act.of(TOM, ward -> ward.sessions().voidEntry(session, reason), told -> "SessionVoided " + session);
            case 22 -> {
                Correction right = number % 2 == 0
                        ? Correction.because(reason).patient("P" + number)
                        : Correction.because(reason).end(nodes.get(0).now());
                yield act.of(
                        TOM, ward -> ward.sessions().correct(session, right), told -> "SessionCorrected " + reason);
            }
            case 23, 24 -> act.of(nurse, ward -> ward.overrides().declare(asset, reason), this::declared);
            case 25 -> {
                OverrideId override = overrides.poll();
                yield override == null
                        ? () -> {}
                        : act.of(
                                MAX,
                                ward -> ward.overrides().review(override, number % 2 == 0, null),
                                told -> "OverrideReviewed " + override);
            }
            case 26 -> act.of(nurse, ward -> ward.scans().scan("asset:" + asset), told -> null);
            case 27 -> act.of(nurse, this::lookForPatient, told -> null);
            case 28 -> act.of(nurse, ward -> ward.assets().move(asset, Place.of("nowhere")), told -> "not denied");
            case 29, 30 -> {
                Identifier tag = Identifier.tag("tag " + dice.nextInt(10));
                yield act.of(TOM, ward -> ward.assets().attach(asset, tag), told -> null);
            }
            case 31 -> act.of(TOM, ward -> detach(ward, asset), told -> null);
            default -> {
                // A request id of somebody else's, or of an own earlier call.
                Place place = Place.of(department, "room " + number);
                yield new Act(RequestId.of("request " + Math.abs(number - 7)), dice)
                        .of(TOM, ward -> ward.assets().move(asset, place), told -> "Moved " + place);
            }
        };
    }

    private Session start(Workspace ward, AssetId asset, int number) {
        StartResult start = ward.sessions()
                .start(UseRequest.of(asset).forPatient("P" + number % 5).expecting(ofMinutes(30)));
        if (!start.isStarted()) {
            toldEachTime.add("StartRefused " + ward.actor().id());
        }
        return start.orElseThrow();
    }

    private static Asset detach(Workspace ward, AssetId id) {
        Asset asset = ward.assets().get(id);
        for (Identifier one : asset.identifiers()) {
            asset = ward.assets().detach(id, one, "fell off");
        }
        return asset;
    }

    private Object lookForPatient(Workspace ward) {
        var page = ward.sessions().list(SessionFilter.all().forPatient("P3"), Paging.first(5));
        toldEachTime.add("PatientSearched " + ward.actor().id());
        return page;
    }

    private String started(Session session) {
        latest.put(session.asset(), session.id());
        return "SessionStarted " + session.id();
    }

    private static String ended(Session session) {
        return "SessionEnded " + session.id();
    }

    private String held(AssetId asset, Hold hold) {
        String told = "HoldPlaced " + hold.id();
        if (!toldOnce.contains(told)) {
            holds.add(new Placed(asset, hold.id()));
        }
        return told;
    }

    private String declared(EmergencyOverride override) {
        overrides.add(override.id());
        return "OverrideDeclared " + override.id();
    }

    /** How something is done, and done again, by its request id. */
    private final class Act {

        private final RequestId request;
        private final Random dice;

        Act(RequestId request, Random dice) {
            this.request = request;
            this.dice = dice;
        }

        <T> Runnable of(Actor actor, Function<Workspace, T> act, Function<T, String> effect) {
            Tracking first = pick(nodes, dice);
            Tracking other = pick(nodes, dice);
            AtomicInteger times = new AtomicInteger();
            return () -> {
                Tracking node = times.getAndIncrement() == 0 ? first : other;
                try {
                    T answer = act.apply(node.actingAs(actor).request(request));
                    String told = effect.apply(answer);
                    if (told != null) {
                        toldOnce.add(told);
                        Object before = answers.putIfAbsent(request.by(actor.id()), answer);
                        if (before != null && !before.equals(answer)) {
                            contradictions.add(request + ": " + before + " and " + answer);
                        }
                    }
                } catch (TrackingException.Failure broken) {
                    throw broken;
                } catch (TrackingException expected) {
                    if (expected instanceof TrackingException.NotAllowed) {
                        toldEachTime.add("PermissionDenied " + actor.id());
                    }
                    exceptions
                            .computeIfAbsent(expected.code(), none -> new AtomicInteger())
                            .incrementAndGet();
                }
            };
        }
    }

    private static <T> T pick(List<T> from, Random dice) {
        return from.get(dice.nextInt(from.size()));
    }
}
