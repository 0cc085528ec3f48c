package io.wardtally.tracking.core.contract;

import io.wardtally.atlas.PassageRanker;
import io.wardtally.tracking.SettableClock;
import io.wardtally.tracking.Tracking;
import io.wardtally.tracking.Workspace;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.policy.Policies;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.UseRequest;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Store;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;

/** A hospital to test with: one store, a clock that is told the time, and people of every role. */
public final class Hospital implements AutoCloseable {

    /** A Monday at half past two in the afternoon, in Berlin. */
    public static final Instant HALF_PAST_TWO = Instant.parse("2026-03-02T13:30:00Z");

    public static final String FACILITY = "st-mary";

    public final Store store;
    public final SettableClock clock;
    public final KeyProvider keys;
    public final Tracking tracking;

    public Hospital(Store store) {
        this(
                store,
                new SettableClock(HALF_PAST_TWO),
                Wardtally.throwAwayKeys(),
                Policies.standard(),
                Wardtally.roleTable());
    }

    public Hospital(Store store, SettableClock clock, KeyProvider keys, Policies policies, AccessPolicy access) {
        this(
                store,
                clock,
                keys,
                how -> how.policies(policies)
                        .access(access)
                        .ranker((question, passages) -> PassageRanker.Ranking.of(List.of())));
    }

    private Hospital(Store store, SettableClock clock, KeyProvider keys, UnaryOperator<Wardtally> way) {
        this.store = store;
        this.clock = clock;
        this.keys = keys;
        Wardtally plain = Wardtally.on(store)
                .facility(FACILITY, ZoneId.of("Europe/Berlin"))
                .keys(keys)
                .clock(clock)
                .knowledgeFrom()
                .background(Runnable::run);
        this.tracking = hosted(store, way.apply(plain).build());
    }

    /** The same, built in another way. */
    public Hospital built(UnaryOperator<Wardtally> way) {
        return new Hospital(store, clock, keys, way);
    }

    /** The same tracking, called the way its store needs. */
    static Tracking hosted(Store store, Tracking tracking) {
        return store instanceof Hosting host ? host.hosted(tracking) : tracking;
    }

    /** The same people and keys at another time, over another store: a copy, say. */
    public Hospital over(Store other) {
        return new Hospital(other, clock, keys, Policies.standard(), Wardtally.roleTable());
    }

    public Hospital with(Policies policies) {
        return new Hospital(store, clock, keys, policies, Wardtally.roleTable());
    }

    public Hospital with(AccessPolicy access) {
        return new Hospital(store, clock, keys, Policies.standard(), access);
    }

    public Hospital with(KeyProvider others) {
        return new Hospital(store, clock, others, Policies.standard(), Wardtally.roleTable());
    }

    public Workspace nurse(String id, String department) {
        return tracking.actingAs(Actor.nurse(id, department));
    }

    public Workspace sarah() {
        return nurse("sarah", "ICU");
    }

    public Workspace technician() {
        return tracking.actingAs(Actor.technician("tom"));
    }

    public Workspace auditor() {
        return tracking.actingAs(Actor.auditor("ada"));
    }

    public Workspace manager() {
        return tracking.actingAs(Actor.manager("max"));
    }

    public Workspace administrator() {
        return tracking.actingAs(Actor.administrator("alex"));
    }

    public Asset pump(String id) {
        return technician().assets().register(Asset.of(id, "Infusion Pump " + id, "infusion-pump"));
    }

    public Session inUse(String id) {
        return sarah().sessions().start(UseRequest.of(pump(id).id())).orElseThrow();
    }

    public Asset asset(String id) {
        return sarah().assets().get(AssetId.of(id));
    }

    public VerificationResult verify() {
        return auditor().audit().verify();
    }

    @Override
    public void close() {
        tracking.close();
    }
}
