package io.wardtally.tracking.contract;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.ChecklistRecord;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Role;
import io.wardtally.tracking.store.IndexKeys;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.SignedFact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generated values of every shape that a store has to keep. */
final class Samples {

    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00.000001Z");
    static final Instant LATEST = Instant.parse("9999-12-30T23:59:59.999999Z");

    /** Parts of one-line texts that databases, drivers and escaping like to get wrong. */
    private static final List<String> WORDS = List.of(
            "a",
            "B",
            "7",
            " ",
            "'",
            "''",
            "\"",
            "\\",
            "\\n",
            "\\u0000",
            "%",
            "_",
            ";",
            ":x",
            "?",
            "--",
            "/*",
            "${x}",
            "null",
            "=1+1",
            "\u00E4",
            "e\u0301",
            "\u00DF",
            "\u0130",
            "\u4E2D",
            "\u05E9\u05DC",
            "\u0645\u0631",
            "\uD83D\uDC89",
            "\uDBFF\uDFFD");

    /** What only a text of several lines may have. */
    private static final List<String> BETWEEN_WORDS = List.of(
            "\n",
            "\r\n",
            "\t",
            "\u00A0",
            "\u2028",
            "\u202E",
            "\u2067",
            "\uFEFF",
            "\uFFFD",
            "\uD83D\uDC69\u200D\u2695\uFE0F");

    private Samples() {}

    static Arbitrary<String> ids() {
        return lines(Check.ID_LENGTH);
    }

    static Arbitrary<String> names() {
        return lines(Check.NAME_LENGTH);
    }

    static Arbitrary<String> texts() {
        List<String> all = new ArrayList<>(WORDS);
        all.addAll(BETWEEN_WORDS);
        Arbitrary<String> some =
                joined(all, 20).filter(text -> !Check.stripped(text).isEmpty());
        Arbitrary<String> full = Arbitraries.of(all).map(word -> longText(Check.TEXT_LENGTH, word));
        return Arbitraries.frequencyOf(Tuple.of(9, some), Tuple.of(1, full));
    }

    /** A text of exactly this many characters that begins and ends visibly. */
    static String longText(int length, String filling) {
        String middle = filling.repeat((length - 2) / filling.length());
        return "x" + middle + "x".repeat(length - 1 - middle.length());
    }

    private static Arbitrary<String> lines(int longest) {
        return joined(WORDS, 12)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.length() <= longest)
                .edgeCases(edges -> edges.add(longText(longest, "\uD83D\uDC89"), longText(longest, "\u4E2D")));
    }

    private static Arbitrary<String> joined(List<String> words, int most) {
        return Arbitraries.of(words).list().ofMinSize(1).ofMaxSize(most).map(parts -> String.join("", parts));
    }

    static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(micros(EARLIEST), micros(LATEST))
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    private static Arbitrary<Duration> durations(Duration longest) {
        return Arbitraries.longs()
                .between(0, longest.toMillis() * 1000)
                .map(micros -> Duration.of(micros, ChronoUnit.MICROS));
    }

    private static Arbitrary<UUID> uuids() {
        return Arbitraries.randomValue(random -> new UUID(random.nextLong(), random.nextLong()));
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Digest> digests() {
        return Arbitraries.bytes().array(byte[].class).ofSize(32).map(Digest::of);
    }

    private static Arbitrary<Pseudonym> pseudonyms() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withChars("234567")
                                .ofLength(26))
                .as((version, letters) -> new Pseudonym("pn1." + version + "." + letters));
    }

    private static Arbitrary<Hold> holds() {
        return Combinators.combine(uuids().map(HoldId::new), Arbitraries.of(Hold.Kind.class), ids(), texts(), times())
                .as(Hold::new);
    }

    private static Arbitrary<Ownership> ownerships() {
        Arbitrary<Ownership> own = times().injectNull(0.5).map(since -> new Ownership(null, since, null));
        Arbitrary<Ownership> rented = Combinators.combine(
                        names(), times(), durations(Duration.ofDays(4000)).injectNull(0.3), flags())
                .as((vendor, since, lasting, known) -> new Ownership(
                        vendor,
                        known ? since : null,
                        lasting == null
                                        || lasting.isZero()
                                        || since.plus(lasting).isAfter(LATEST)
                                ? null
                                : since.plus(lasting)));
        return Arbitraries.oneOf(own, rented);
    }

    private static Arbitrary<Actor> actors() {
        return Combinators.combine(ids(), Arbitraries.of(Role.STANDARD), ids().injectNull(0.3))
                .as(Actor::new);
    }

    private static Arbitrary<List<Segment>> segments() {
        Arbitrary<Segment> one = Combinators.combine(
                        ids(), ids(), pseudonyms().injectNull(0.3), durations(Duration.ofDays(3)))
                .as((user, department, patient, later) ->
                        new Segment(Instant.EPOCH.plus(later), user, department, patient));
        return one.list().ofMinSize(1).ofMaxSize(4);
    }

    private static List<Segment> from(Instant start, List<Segment> segments) {
        List<Segment> all = new ArrayList<>();
        Instant begins = start;
        for (Segment segment : segments) {
            if (!all.isEmpty()) {
                begins = begins.plus(Duration.between(Instant.EPOCH, segment.from()));
            }
            all.add(new Segment(begins, segment.user(), segment.department(), segment.patient()));
        }
        return all;
    }

    static final class Assets implements ArbitrarySupplier<List<Asset>> {
        @Override
        public Arbitrary<List<Asset>> get() {
            Arbitrary<LocalDate> days =
                    times().map(time -> time.atZone(ZoneOffset.UTC).toLocalDate());
            Arbitrary<Description> descriptions = Combinators.combine(
                            names(),
                            ids(),
                            names().injectNull(0.3),
                            names().injectNull(0.3),
                            names().injectNull(0.3),
                            names().injectNull(0.3),
                            days.injectNull(0.3),
                            days.injectNull(0.3))
                    .as((name, category, manufacturer, model, serial, lot, made, expires) ->
                            Description.of(name, category, draft -> {
                                draft.manufacturer = manufacturer;
                                draft.model = model;
                                draft.serial = serial;
                                draft.lot = lot;
                                draft.made = made;
                                draft.expires = expires;
                            }));
            Arbitrary<Identifier> identifiers = Combinators.combine(
                            ids(), names().injectNull(0.3), Arbitraries.of(true, false))
                    .as((value, issuer, tag) -> tag
                            ? new Identifier(Identifier.Kind.TAG, value, issuer)
                            : Identifier.giai("4012345" + Math.abs(value.hashCode())));
            Arbitrary<Place> places =
                    Combinators.combine(ids(), ids().injectNull(0.3)).as(Place::new);
            Arbitrary<Asset> named = Combinators.combine(
                            ids().map(AssetId::new),
                            descriptions,
                            identifiers.list().ofMaxSize(3).uniqueElements(Identifier::named))
                    .as((id, description, all) -> Asset.of(id, description).withIdentifiers(all));
            return Combinators.combine(
                            named,
                            Arbitraries.of(LifeStage.class),
                            Arbitraries.of(Condition.class).filter(condition -> condition != Condition.IN_USE),
                            holds().list().ofMaxSize(3),
                            ownerships(),
                            places,
                            times().injectNull(0.3))
                    .as((asset, life, condition, held, ownership, place, used) -> asset.withLife(life)
                            .withCondition(condition)
                            .withHolds(held)
                            .withOwnership(ownership)
                            .withPlace(place)
                            .withLastUsed(used))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(8)
                    .uniqueElements(Asset::id);
        }
    }

    static final class Sessions implements ArbitrarySupplier<List<Session>> {
        private record Times(Instant start, Duration lasted, Duration expected) {}

        private record Said(String reason, String notes) {}

        private record Flags(boolean voided, boolean clamped) {}

        private static Arbitrary<ChecklistRecord> protocols() {
            Arbitrary<Integer> counts = Arbitraries.integers().between(0, 100);
            return Combinators.combine(names().injectNull(0.3), counts, counts)
                    .as((name, one, other) -> new ChecklistRecord(name, Math.max(one, other), Math.min(one, other)));
        }

        @Override
        public Arbitrary<List<Session>> get() {
            Arbitrary<Times> spans = Combinators.combine(
                            times(),
                            durations(Duration.ofDays(40)).injectNull(0.3),
                            durations(Duration.ofDays(400)).injectNull(0.3))
                    .as(Times::new);
            Arbitrary<Said> words = Combinators.combine(texts().injectNull(0.3), texts().injectNull(0.3))
                    .as(Said::new);
            return Combinators.combine(
                            uuids().map(SessionId::new),
                            ids().map(AssetId::new),
                            spans.filter(span -> span.start().isBefore(LATEST.minus(Duration.ofDays(60)))),
                            words,
                            segments(),
                            Combinators.combine(flags(), flags()).as(Flags::new),
                            uuids().map(OverrideId::new).injectNull(0.6),
                            protocols().injectNull(0.3))
                    .as((id, asset, span, said, segments, flag, override, protocol) -> Session.started(
                            id, asset, from(span.start(), segments).get(0), draft -> {
                                draft.segments = from(span.start(), segments);
                                draft.end = span.lasted() == null
                                        ? null
                                        : span.start().plus(span.lasted());
                                draft.expected = span.expected();
                                draft.reason = said.reason();
                                draft.notes = said.notes();
                                draft.voided = flag.voided();
                                draft.endClamped = flag.clamped();
                                draft.override = override;
                                draft.preparation = protocol;
                            }))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(6)
                    .uniqueElements(Session::asset);
        }
    }

    static final class Items implements ArbitrarySupplier<List<Item>> {
        @Override
        public Arbitrary<List<Item>> get() {
            Arbitrary<IndexKeys> keys = Combinators.combine(
                            ids().injectNull(0.3),
                            ids().injectNull(0.3),
                            ids().injectNull(0.3),
                            Arbitraries.integers().between(0, 9),
                            times(),
                            times())
                    .as((department, party, tag, rank, at, due) -> IndexKeys.at(at)
                            .withDepartment(department)
                            .withParty(party)
                            .withTag(tag)
                            .withRank(rank)
                            .withDue(due));
            return Combinators.combine(
                            Combinators.combine(flags(), ids())
                                    .as((asset, id) -> asset ? Subject.asset(AssetId.of(id)) : Subject.staff(id)),
                            ids(),
                            ids(),
                            flags(),
                            keys,
                            texts())
                    .as(Item::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(6)
                    .uniqueElements(item -> List.of(item.subject(), item.kind(), item.id()));
        }
    }

    /** Facts of one subject, numbered from 1. */
    static final class Facts implements ArbitrarySupplier<List<SignedFact>> {
        private record Says(String type, String details, String personal, String state) {}

        @Override
        public Arbitrary<List<SignedFact>> get() {
            Arbitrary<String> kept = Arbitraries.oneOf(Arbitraries.just(""), texts());
            Arbitrary<Says> said = Combinators.combine(ids(), kept, kept, kept).as(Says::new);
            Arbitrary<SignedFact> one = Combinators.combine(
                            times(),
                            times(),
                            actors(),
                            said,
                            Arbitraries.integers().between(1, Integer.MAX_VALUE),
                            digests())
                    .as((happened, recorded, by, what, key, digest) -> new SignedFact(
                            new Subject("asset", "?"),
                            1,
                            happened,
                            recorded,
                            by,
                            what.type(),
                            what.details(),
                            what.personal(),
                            what.state(),
                            key,
                            digest));
            return Combinators.combine(ids(), one.list().ofMinSize(1).ofMaxSize(5))
                    .as((id, facts) -> {
                        List<SignedFact> all = new ArrayList<>();
                        for (SignedFact fact : facts) {
                            all.add(new SignedFact(
                                    new Subject("asset", id),
                                    all.size() + 1L,
                                    fact.happened(),
                                    fact.recorded(),
                                    fact.by(),
                                    fact.type(),
                                    fact.details(),
                                    fact.personal(),
                                    fact.state(),
                                    fact.key(),
                                    fact.digest()));
                        }
                        return all;
                    });
        }
    }
}
