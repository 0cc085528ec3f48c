package io.wardtally.tracking.core.scan;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.core.atlas.PreUseBriefing;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.scan.Way.Level;
import io.wardtally.tracking.core.session.ReadinessRules;
import io.wardtally.tracking.core.session.SessionRules;
import io.wardtally.tracking.scan.CodeFlaw;
import io.wardtally.tracking.scan.CodeReading;
import io.wardtally.tracking.scan.CodeReading.Standard;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.DossierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pure rules of which asset was scanned. Every code is read in every way first, then everything that was found is looked at
 * together.
 *
 * <p>Its own id and what only one asset may carry are sure. The maker's serial number alone counts where the code says nothing of
 * the type of device; beside a type it is a hint to whoever registers the device, since another maker may have used the same
 * number. Of one code the first level counts that leads to an asset; guesses count if nothing else does, and only as a question.
 */
final class Recognition {

    private static final Set<Standard> NOT_OF_A_MAKER = Set.of(Standard.HOUSE, Standard.TAG, Standard.WEB_ADDRESS);
    private static final Set<Standard> NEVER_OF_A_PERSON = Set.of(Standard.HOUSE, Standard.EPC);

    private final List<List<Way>> things;
    private final boolean person;
    private final TwoDigitYear century;

    private Recognition(List<List<Way>> things, boolean person, TwoDigitYear century) {
        this.things = things;
        this.person = person;
        this.century = century;
    }

    /** The things that these codes may be of, each code in all its ways. */
    static Recognition of(List<List<Way>> codes, TwoDigitYear century) {
        boolean person =
                codes.stream().flatMap(List::stream).anyMatch(way -> way.reading() instanceof CodeReading.Person);
        List<List<Way>> counting = !person
                ? codes
                : codes.stream()
                        .map(ways -> ways.stream()
                                .filter(way -> isOfNoPerson(way, ways))
                                .toList())
                        .toList();
        return new Recognition(joined(counting, century), person, century);
    }

    /** Whether this cannot be on the wristband that was read as well: there, a bare number is that of the patient. */
    private static boolean isOfNoPerson(Way way, List<Way> ways) {
        if (way.level() == Level.GUESSED || !(way.reading() instanceof CodeReading.Code code)) {
            return false;
        }
        boolean bare = ways.stream()
                .filter(other -> other.level() == way.level())
                .flatMap(Recognition::code)
                .anyMatch(other -> other.standard() == Standard.TAG);
        boolean ofAUnit = label(code) != null && !CodeReader.units(code).isEmpty();
        return NEVER_OF_A_PERSON.contains(code.standard()) || (ofAUnit && !bare && code.standard() != Standard.GTIN);
    }

    /** Puts codes that are parts of one label in the place of the parts. */
    private static List<List<Way>> joined(List<List<Way>> codes, TwoDigitYear century) {
        List<CodeReading.Code> makers = makers(codes);
        if (makers.size() < 2) {
            return codes;
        }
        List<CodeReading.Code> joined = LabelParts.things(makers, century);
        List<List<Way>> things = new ArrayList<>();
        for (List<Way> ways : codes) {
            CodeReading.Code maker = maker(ways);
            things.add(ways.stream()
                    .filter(way -> !way.reading().equals(maker) || joined.contains(maker))
                    .toList());
        }
        for (CodeReading.Code thing : joined) {
            if (!makers.contains(thing)) {
                things.add(List.of(Way.of(Level.LITERAL, thing)));
            }
        }
        return things.stream().filter(thing -> !thing.isEmpty()).toList();
    }

    private static List<CodeReading.Code> makers(List<List<Way>> things) {
        return things.stream()
                .map(Recognition::maker)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** What a maker's label says, with as much put right as may be without guessing; null if this is none. */
    private static CodeReading.@Nullable Code maker(List<Way> ways) {
        CodeReading.Code found = null;
        Level level = Level.LITERAL;
        for (Way way : ways) {
            boolean better = found == null || way.level().compareTo(level) > 0;
            if (better
                    && way.level() != Level.GUESSED
                    && way.reading() instanceof CodeReading.Code code
                    && label(code) != null) {
                found = code;
                level = way.level();
            }
        }
        return found;
    }

    private static CodeReading.@Nullable Code label(CodeReading.Code code) {
        return NOT_OF_A_MAKER.contains(code.standard()) ? null : code;
    }

    /** The codes of this level that are still to be looked for, when these assets were found by those of the levels before. */
    List<CodeReading.Code> wanted(Level level, List<Case> found) {
        boolean guess = level == Level.GUESSED;
        List<List<Way>> open =
                things.stream().filter(thing -> match(thing, found) == null).toList();
        return guess && open.size() < things.size()
                ? List.of()
                : open.stream()
                        .flatMap(List::stream)
                        .filter(way -> way.level() == level)
                        .flatMap(Recognition::code)
                        .toList();
    }

    private static Stream<CodeReading.Code> code(Way way) {
        return way.reading() instanceof CodeReading.Code code ? Stream.of(code) : Stream.empty();
    }

    /** Ids that an asset may have of which one of these codes speaks. */
    static Stream<AssetId> own(CodeReading.Code code) {
        String own = code.value(CodeReader.HOUSE);
        return own != null
                ? Stream.of(AssetId.of(own))
                : code.identifiers().stream()
                        .filter(identifier -> identifier.kind() == Identifier.Kind.TAG)
                        .map(tag -> AssetId.of(tag.value()));
    }

    /** Statements of the code on the type of device. */
    static List<Identifier> types(CodeReading.Code code) {
        List<Identifier> types = new ArrayList<>();
        if (code.udi().gtin() != null) {
            types.add(Identifier.gtin(code.udi().gtin()));
        }
        if (code.udi().hibc() != null) {
            types.add(Identifier.hibc(code.udi().hibc()));
        }
        return types;
    }

    /**
     * What a thing leads to.
     *
     * @param way which way of reading it
     * @param assets at least one
     * @param sure whether by something that only one asset may carry
     */
    private record Match(Way way, List<Case> assets, boolean sure) {}

    private static @Nullable Match match(List<Way> thing, List<Case> found) {
        for (Level level : Level.values()) {
            List<Way> ways = thing.stream().filter(way -> way.level() == level).toList();
            Match sure = match(ways, found, true);
            Match match = sure != null || level == Level.GUESSED ? sure : match(ways, found, false);
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private static @Nullable Match match(List<Way> ways, List<Case> found, boolean sure) {
        Way first = null;
        List<Case> all = new ArrayList<>();
        for (Way way : ways) {
            List<Case> meant = code(way)
                    .filter(code -> sure || types(code).isEmpty())
                    .flatMap(code ->
                            found.stream().filter(on -> sure ? isMeant(on.asset(), code) : isAlike(on.asset(), code)))
                    .toList();
            first = first == null && !meant.isEmpty() ? way : first;
            all.addAll(meant);
        }
        return first == null ? null : new Match(first, all, sure);
    }

    private static boolean isMeant(Asset asset, CodeReading.Code code) {
        return own(code).anyMatch(asset.id()::equals) || asset.carries(code.identifiers());
    }

    /** Whether it has the maker's serial number that the code says. */
    private static boolean isAlike(Asset asset, CodeReading.Code code) {
        String serial = asset.description().serial();
        return serial != null && code.identifiers().contains(Identifier.serial(serial, null));
    }

    /**
     * What these assets, which have something of the codes, make of it.
     *
     * @param briefing looks up what is known of the one that is meant
     * @param model looks up the model that a label names
     */
    ScanResult result(
            List<Case> found,
            UnaryOperator<Case> briefing,
            Function<CodeReading.Code, @Nullable Model> model,
            Instant now) {
        List<Match> matches = things.stream()
                .map(thing -> match(thing, found))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        Collection<Case> meant = meant(matches);
        if (meant.isEmpty()) {
            return nothing(found, model, now);
        }
        CodeFlaw why = matches.get(0).way().why();
        if (why != null) {
            return ScanResult.guessed(assets(meant), only(makers(things)), why, now);
        }
        return meant.size() == 1
                ? result(briefing.apply(meant.iterator().next()), label(matches))
                : ScanResult.ambiguous(assets(meant), label(matches), now);
    }

    /**
     * The assets from which to choose. A serial number that fits one of those that are sure adds nothing; of others, any of those
     * that have it may be meant as well.
     */
    private static Collection<Case> meant(List<Match> matches) {
        Map<AssetId, Case> meant = new TreeMap<>();
        matches.stream()
                .filter(Match::sure)
                .flatMap(match -> match.assets().stream())
                .forEach(on -> meant.putIfAbsent(on.asset().id(), on));
        Set<AssetId> sure = Set.copyOf(meant.keySet());
        for (Match match : matches) {
            if (!match.sure()
                    && match.assets().stream()
                            .noneMatch(on -> sure.contains(on.asset().id()))) {
                match.assets().forEach(on -> meant.putIfAbsent(on.asset().id(), on));
            }
        }
        return meant.values();
    }

    /** The maker's label by which something was found, or else the only other that was read; null if there is none. */
    private CodeReading.@Nullable Code label(List<Match> matches) {
        List<CodeReading.Code> led = matches.stream()
                .flatMap(match -> code(match.way()))
                .filter(code -> label(code) != null)
                .distinct()
                .toList();
        List<List<Way>> others = things.stream()
                .filter(thing -> matches.stream().noneMatch(match -> thing.contains(match.way())))
                .toList();
        return only(led.isEmpty() ? makers(others) : led);
    }

    private static CodeReading.@Nullable Code only(List<CodeReading.Code> labels) {
        return labels.size() == 1 ? labels.get(0) : null;
    }

    private static ScanResult result(Case on, CodeReading.@Nullable Code label) {
        Session shown = on.dossier()
                .open()
                .filter(session -> SessionRules.maySee(on, session))
                .orElse(null);
        Guidance guidance = on.lookedUp(PreUseBriefing.class).orElseThrow().guidance();
        return ScanResult.of(on.asset(), shown, ReadinessRules.readiness(on), guidance, label, on.now());
    }

    private ScanResult nothing(List<Case> found, Function<CodeReading.Code, @Nullable Model> model, Instant now) {
        if (person) {
            return ScanResult.nothing(ScanResult.Outcome.NOT_A_DEVICE, now);
        }
        List<CodeReading.Code> makers = makers(things);
        CodeReading label = makers.isEmpty() ? null : LabelParts.joined(makers, century);
        CodeFlaw flaw = label instanceof CodeReading.Broken broken ? broken.flaw() : flaw();
        if (label instanceof CodeReading.Code code
                && (!types(code).isEmpty() || !code.identifiers().isEmpty())) {
            List<Case> alike =
                    found.stream().filter(on -> isAlike(on.asset(), code)).toList();
            return ScanResult.unregistered(code, model.apply(code), assets(alike), flaw, now);
        }
        return flaw == null ? ScanResult.nothing(ScanResult.Outcome.UNKNOWN, now) : ScanResult.unreadable(flaw, now);
    }

    /** What is wrong with one of the codes, or null if nothing is. */
    private @Nullable CodeFlaw flaw() {
        List<CodeReading.Broken> broken = things.stream()
                .map(Recognition::broken)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        boolean nothing = broken.size() == things.size();
        return broken.stream()
                .filter(one -> nothing || one.standard() != Standard.TAG)
                .map(CodeReading.Broken::flaw)
                .findFirst()
                .orElse(null);
    }

    /** What a thing looks like that cannot be read, or only as a sticker; null if it can be read. */
    private static CodeReading.@Nullable Broken broken(List<Way> thing) {
        if (maker(thing) != null) {
            return null;
        }
        List<CodeReading> nearly = readings(thing, Level.NEARLY);
        for (CodeReading reading : nearly) {
            if (reading instanceof CodeReading.Broken broken) {
                return broken;
            }
        }
        CodeReading.Broken right = broken(thing, Level.PUT_RIGHT);
        CodeReading.Broken literal = broken(thing, Level.LITERAL);
        boolean looksLike = right != null && (literal != null || right.standard() != Standard.TAG);
        boolean readable =
                !nearly.isEmpty() || !readings(thing, Level.PUT_RIGHT).isEmpty();
        return looksLike ? right : readable ? null : literal;
    }

    private static List<CodeReading> readings(List<Way> thing, Level level) {
        return thing.stream()
                .filter(way -> way.level() == level)
                .map(Way::reading)
                .toList();
    }

    /** What a text says itself comes first; that it may be on a sticker is only added. */
    private static CodeReading.@Nullable Broken broken(List<Way> thing, Level level) {
        List<CodeReading> readings = readings(thing, level);
        return !readings.isEmpty() && readings.get(0) instanceof CodeReading.Broken broken ? broken : null;
    }

    private static List<Asset> assets(Collection<Case> cases) {
        return cases.stream()
                .map(on -> Objects.requireNonNull(on.dossier().asset()))
                .limit(DossierKey.MOST)
                .toList();
    }
}
