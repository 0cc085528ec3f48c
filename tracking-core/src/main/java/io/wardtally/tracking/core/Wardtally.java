package io.wardtally.tracking.core;

import io.wardtally.atlas.AnswerComposer;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.PassageRanker;
import io.wardtally.tracking.Message;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.atlas.ProviderState;
import io.wardtally.tracking.atlas.ProviderState.Standing;
import io.wardtally.tracking.core.asset.AssetFeature;
import io.wardtally.tracking.core.asset.ModelRegister;
import io.wardtally.tracking.core.atlas.AtlasFeature;
import io.wardtally.tracking.core.atlas.KnowledgeProviders;
import io.wardtally.tracking.core.audit.AuditKeys;
import io.wardtally.tracking.core.audit.Verifier;
import io.wardtally.tracking.core.kernel.Bulkhead;
import io.wardtally.tracking.core.kernel.Feature;
import io.wardtally.tracking.core.kernel.Features;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.keys.KeyRing;
import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.core.keys.Signatures;
import io.wardtally.tracking.core.keys.ThrowAwayKeys;
import io.wardtally.tracking.core.memory.MemoryStore;
import io.wardtally.tracking.core.policy.RoleTable;
import io.wardtally.tracking.core.scan.CodeReader;
import io.wardtally.tracking.core.session.SessionFeature;
import io.wardtally.tracking.core.staff.Qualifications;
import io.wardtally.tracking.core.staff.StaffFeature;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.CompetenceProvider;
import io.wardtally.tracking.store.Store;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builder of the tracking: name the store, the facility and the keys, and build it.
 *
 * <pre>{@code
 * Tracking tracking = Wardtally.on(store)
 *         .facility("st-mary", ZoneId.of("Europe/Berlin"))
 *         .keys(keyProvider)
 *         .policies(Policies.standard().withoutCleaning("wheelchair"))
 *         .access(Wardtally.roleTable().granting(Role.SYSTEM, Permission.USE, Reach.ALL))
 *         .build();
 * }</pre>
 *
 * <p>This is the only class of the core that a host needs. A builder is not for several threads at once; what it builds is.
 */
public final class Wardtally {

    private static final Logger LOG = LoggerFactory.getLogger(Wardtally.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration HOST_PATIENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    /** The features of the house, in the order of the floors. */
    static final List<Feature> FEATURES =
            List.of(AssetFeature.FEATURE, StaffFeature.FEATURE, AtlasFeature.FEATURE, SessionFeature.FEATURE);

    private final Store store;
    private @Nullable String facility;
    private @Nullable ZoneId zone;
    private @Nullable KeyProvider keys;
    private Clock clock = Clock.systemUTC();
    private Supplier<UUID> ids = () -> timeOrderedId(clock);
    private Policies policies = Policies.standard();
    private AccessPolicy access = roleTable();
    private @Nullable Executor background;
    private List<KnowledgeProvider> providers = List.of();
    private @Nullable List<ClassLoader> searched;
    private Duration patience = Duration.ofMillis(250);
    private List<String> required = List.of();
    private @Nullable CompetenceProvider competences;
    private @Nullable PassageRanker ranker;
    private @Nullable AnswerComposer composer;

    private Wardtally(Store store) {
        this.store = store;
    }

    /** Tracking that is remembered in this store. Facility and keys have to be named. */
    public static Wardtally on(Store store) {
        return new Wardtally(Check.given("store", store));
    }

    /**
     * Tracking that is forgotten when the process ends, with throw-away keys and the facility {@code in-memory} in UTC: for a
     * first try and for tests.
     */
    public static Wardtally inMemory() {
        LOG.info("Wardtally runs in memory with throw-away keys: nothing is kept, no pseudonym can be found again");
        return on(memoryStore()).facility("in-memory", ZoneOffset.UTC).keys(throwAwayKeys());
    }

    /** A store that forgets everything when the process ends. */
    public static Store memoryStore() {
        return new MemoryStore();
    }

    /** Random keys that nobody keeps. */
    public static KeyProvider throwAwayKeys() {
        return new ThrowAwayKeys(RANDOM);
    }

    /** The standard table of who may do what: the base for a host's own. */
    public static AccessPolicy roleTable() {
        return new RoleTable();
    }

    /**
     * Whose tracking this is.
     *
     * @param id the facility, bound into every pseudonym and every audit digest; never change it
     * @param where its time zone, through which days exist
     */
    public Wardtally facility(String id, ZoneId where) {
        facility = Check.id("facility", id);
        zone = Check.given("time zone", where);
        return this;
    }

    /** Source of the keys. */
    public Wardtally keys(KeyProvider provider) {
        keys = Check.given("key provider", provider);
        return this;
    }

    /** Another clock than the system's. */
    public Wardtally clock(Clock other) {
        clock = Check.given("clock", other);
        return this;
    }

    /** Another source of ids than time-ordered UUIDs. It must never repeat one. */
    public Wardtally ids(Supplier<UUID> other) {
        ids = Check.given("ids", other);
        return this;
    }

    /** Other house rules than the standard ones. */
    public Wardtally policies(Policies other) {
        policies = Check.given("policies", other);
        return this;
    }

    /** Another table of who may do what. */
    public Wardtally access(AccessPolicy other) {
        access = Check.given("access policy", other);
        return this;
    }

    /**
     * Whose threads do what must not hang on the caller's transaction, where the store joins it: an application server's
     * managed executor, say. Without one there is one thread of our own, {@code wardtally-background}.
     */
    public Wardtally background(Executor executor) {
        background = Check.given("executor", executor);
        return this;
    }

    /** Providers that know about devices; each of them is believed before those that come after it and those that are found. */
    public Wardtally knowledge(KnowledgeProvider... these) {
        providers = Check.list("providers of knowledge", Arrays.asList(these));
        return this;
    }

    /**
     * Where providers of knowledge are looked for as services. By default that is the thread's context class loader and the one of
     * this class.
     *
     * @param loaders class loaders; none to look for nobody
     */
    public Wardtally knowledgeFrom(ClassLoader... loaders) {
        searched = Check.list("class loaders", Arrays.asList(loaders));
        return this;
    }

    /**
     * How long whoever scans waits for all providers of knowledge together, where they were not asked about the device lately; a
     * quarter of a second, unless the host says otherwise. One that takes longer is not waited for again until it answers in time.
     */
    public Wardtally patience(Duration withProviders) {
        patience = Check.positive("patience", withProviders, LONGEST_PATIENCE);
        return this;
    }

    /** Does not start without these providers of knowledge, by their ids. */
    public Wardtally requireProviders(String... ids) {
        required = Check.list("ids of providers", Arrays.asList(ids));
        return this;
    }

    /** Ranker that finds the passages that answer a question, in place of the one that is found as a service. */
    public Wardtally ranker(PassageRanker other) {
        ranker = Check.given("ranker", other);
        return this;
    }

    /** Composer that chooses an answer from the passages that were found: a language model, say. Without one they are shown as they are. */
    public Wardtally composer(AnswerComposer hosts) {
        composer = Check.given("composer", hosts);
        return this;
    }

    /** Source of who was trained in what, in place of what is recorded through {@code ward.training()}. */
    public Wardtally competences(CompetenceProvider hosts) {
        competences = Check.given("competences", hosts);
        return this;
    }

    /**
     * The tracking.
     *
     * @throws TrackingException.BadInput if the facility or the keys were not named
     * @throws TrackingException.Failure if a key is refused, the store belongs to another facility, or a provider is missing
     */
    public Tracking build() {
        String id = named("setup.facility-missing", facility);
        KeyProvider provider = named("setup.keys-missing", keys);
        List<MasterKey> pseudonymKeys = Check.list("pseudonym keys", provider.pseudonymKeys());
        List<MasterKey> auditKeys = Check.list("audit keys", provider.auditKeys());
        refuseSharedSecrets(pseudonymKeys, auditKeys);
        AuditKeys signing = new AuditKeys(id, auditKeys, RANDOM);
        Signatures signatures = new Signatures(Check.list("checkpoint keys", provider.checkpointKeys()));
        Pseudonymiser pseudonyms = new Pseudonymiser(id, "usage", pseudonymKeys);
        Store committed = store.background().orElse(store);
        String owner = committed.enrol(id);
        if (!owner.equals(id)) {
            throw new TrackingException.Failure(Code.WRONG_FACILITY, Message.of("store.wrong-facility", owner, id));
        }
        Map<String, String> checks = new TreeMap<>(signing.checks());
        checks.putAll(pseudonyms.checks());
        KeyRing.compare(checks, committed.keyChecks(checks));
        Kernel.Parts kernelParts =
                new Kernel.Parts(revision -> policies, access, Check.given("time zone", zone), clock, ids);
        kernelParts.background = background;
        Features features = new Features(FEATURES);
        features.check(policies);
        KnowledgeProviders knowledge = knowledge();
        return new TrackingService(
                new Kernel(store, features, signing, pseudonyms, kernelParts),
                new TrackingService.Parts(
                        new Verifier(committed, signing, signatures, RANDOM, features.kinds()),
                        knowledge,
                        new CodeReader(
                                policies.scans().quirks(), policies.scans().separators()),
                        new ModelRegister(store),
                        new Qualifications(store, competences())));
    }

    private @Nullable Bulkhead<CompetenceProvider> competences() {
        CompetenceProvider hosts = competences;
        if (hosts == null) {
            return null;
        }
        try {
            return Bulkhead.open(
                    new Bulkhead.Place("competences", HOST_PATIENCE, Bulkhead.ANY_FAILURES, clock), () -> hosts);
        } catch (Bulkhead.Rejected interrupted) {
            throw new TrackingException.Busy(Message.of("training.unknown-now"));
        }
    }

    private KnowledgeProviders knowledge() {
        KnowledgeProviders knowledge = new KnowledgeProviders(
                new KnowledgeProviders.Sources(providers, ranker, composer, loaders()), patience, clock);
        Set<String> answering = knowledge.states().stream()
                .filter(state -> state.standing() == Standing.ANSWERING)
                .map(ProviderState::name)
                .collect(Collectors.toSet());
        List<String> missing =
                required.stream().filter(id -> !answering.contains(id)).toList();
        if (missing.isEmpty()) {
            return knowledge;
        }
        List<ProviderState> states = knowledge.states();
        knowledge.close();
        throw new TrackingException.Failure(
                Code.PROVIDER_MISSING, Message.of("atlas.provider-missing", missing, states));
    }

    private Collection<ClassLoader> loaders() {
        if (searched != null) {
            return searched;
        }
        Set<ClassLoader> both = new LinkedHashSet<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            both.add(context);
        }
        both.add(Wardtally.class.getClassLoader());
        return both;
    }

    private static <T> T named(String code, @Nullable T value) {
        if (value == null) {
            throw Check.bad(code);
        }
        return value;
    }

    // One leak must not open both the pseudonyms and the audit trail.
    private static void refuseSharedSecrets(List<MasterKey> pseudonymKeys, List<MasterKey> auditKeys) {
        for (MasterKey one : pseudonymKeys) {
            for (MasterKey other : auditKeys) {
                if (one.secret().length > 0 && Arrays.equals(one.secret(), other.secret())) {
                    throw new TrackingException.Failure(Code.KEY_REFUSED, Message.of("key.shared"));
                }
            }
        }
    }

    /** A UUID of version 7 (RFC 9562): its order is the order in time. */
    private static UUID timeOrderedId(Clock clock) {
        long high = clock.millis() << 16 | 0x7000L | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
