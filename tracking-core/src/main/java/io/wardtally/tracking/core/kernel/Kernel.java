package io.wardtally.tracking.core.kernel;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.audit.AuditKeys;
import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kernel that all services of one hospital share: the store, the clock, the policies, and the way of every call. */
public final class Kernel {

    private static final int FACTS_AT_ONCE = Paging.MAX_LIMIT;

    private final Store store;
    private final ZoneId zone;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final PolicySource policies;
    private final Pseudonymiser pseudonyms;
    private final Features features;
    private final String facility;
    private final Access access;
    private final Commands commands;
    private final Listeners listeners = new Listeners();
    private final BackgroundExecutor executor;

    /** Parts of a kernel. */
    public static final class Parts {

        /** The executor of the host for what must not hang on the caller's transaction, or null for a thread of our own. */
        public @Nullable Executor background;

        /** Source of the policies. */
        public final PolicySource policies;

        /** Access policy: who may do what. */
        public final AccessPolicy access;

        /** The time zone of the facility. */
        public final ZoneId zone;

        /** The clock. */
        public final Clock clock;

        /** The source of ids. */
        public final Supplier<UUID> ids;

        /** The parts without which there is no kernel. */
        public Parts(PolicySource policies, AccessPolicy access, ZoneId zone, Clock clock, Supplier<UUID> ids) {
            this.policies = policies;
            this.access = access;
            this.zone = zone;
            this.clock = clock;
            this.ids = ids;
        }
    }

    /** The kernel over this store. */
    public Kernel(Store store, Features features, AuditKeys signing, Pseudonymiser pseudonyms, Parts parts) {
        this.store = store;
        this.features = features;
        this.facility = signing.facility();
        this.pseudonyms = pseudonyms;
        this.zone = parts.zone;
        this.clock = parts.clock;
        this.ids = parts.ids;
        this.policies = parts.policies;
        this.executor = new BackgroundExecutor(store, parts.background);
        this.commands =
                new Commands(this, new Commits(signing, features), new Requests(pseudonyms, background(), executor));
        this.access = new Access(parts.access, commands::noteIfPossible);
    }

    /** Store in which everything is remembered. */
    public Store store() {
        return store;
    }

    /** The store in transactions of its own. */
    public Store background() {
        return store.background().orElse(store);
    }

    /**
     * Facts about the subject of this dossier, in order: those that were recorded since then, and some before. They are read from the
     * last one backwards, so that it does not matter how long its history is.
     */
    public List<LoggedFact> facts(Dossier about, Instant since) {
        List<LoggedFact> facts = new ArrayList<>();
        long to = about.version();
        while (to > 0) {
            long from = Math.max(0, to - FACTS_AT_ONCE);
            List<LoggedFact> part = store.journal().facts(about.subject(), from, (int) (to - from));
            facts.addAll(0, part);
            boolean reachesBack =
                    part.isEmpty() || part.get(0).fact().recorded().isBefore(since);
            to = reachesBack ? 0 : from;
        }
        return facts;
    }

    /** The time zone of the facility, in which days are counted. */
    public ZoneId zone() {
        return zone;
    }

    /** The present day where the house stands. */
    public LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    /** The one place where time is read; microseconds are what every database keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A new time-ordered id. */
    public UUID id() {
        return ids.get();
    }

    /** Makes pseudonyms of patients' ids. */
    public Pseudonymiser pseudonyms() {
        return pseudonyms;
    }

    /** The permission check. */
    public Access access() {
        return access;
    }

    /** The way of every change. */
    public Commands commands() {
        return commands;
    }

    /** Listeners that are told of every fact. */
    public Listeners listeners() {
        return listeners;
    }

    /** What was found, if it is this facility's: a source that routes may have led to another's. */
    FoundDossiers own(FoundDossiers found) {
        if (!facility.equals(found.facility())) {
            throw new TrackingException.Failure(
                    Code.WRONG_FACILITY,
                    Message.of("store.wrong-facility", String.valueOf(found.facility()), facility));
        }
        return found;
    }

    Features features() {
        return features;
    }

    BackgroundExecutor executor() {
        return executor;
    }

    Case.Setting setting(long revision) {
        return new Case.Setting(policies.policies(revision), access.policy(), features);
    }

    /** Lets nobody in any more, and ends what goes on beside the callers' threads. */
    public void close() {
        access.close();
        executor.close();
        listeners.close();
    }
}
