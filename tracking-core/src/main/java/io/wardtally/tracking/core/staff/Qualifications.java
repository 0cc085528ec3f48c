package io.wardtally.tracking.core.staff;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.kernel.Bulkhead;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.CompetenceProvider;
import io.wardtally.tracking.staff.TrainingRecord;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Store;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lookup of who was trained in what, whoever asks: with the host, or where it is recorded. */
public final class Qualifications {

    private static final Logger LOG = LoggerFactory.getLogger(Qualifications.class);

    private final Store store;
    private final @Nullable Bulkhead<CompetenceProvider> hosts;

    /**
     * Those in this store.
     *
     * @param hosts the host's own records, which take their place, asked on threads of their own: what they throw must not end
     *     a transaction of the host that the caller is in; or null
     */
    public Qualifications(Store store, @Nullable Bulkhead<CompetenceProvider> hosts) {
        this.store = store;
        this.hosts = hosts;
    }

    /** Whether the host keeps them itself, so that none is recorded here. */
    boolean areKeptElsewhere() {
        return hosts != null;
    }

    /** Training of this person. */
    TrainingRecord of(String person) {
        if (hosts != null) {
            return hosts.ask(known -> known.competencesOf(person))
                    .orElseThrow(() -> new TrackingException.Busy(Message.of("training.unknown-now")));
        }
        return store.find(List.of(key(person)), null).dossiers().stream()
                .map(Qualifications::in)
                .findFirst()
                .orElse(TrainingRecord.NONE);
    }

    private static TrainingRecord in(Dossier dossier) {
        return dossier.items().stream()
                .filter(item -> item.kind().equals(StaffFeature.QUALIFICATION.name()))
                .map(StaffFeature.QUALIFICATION::read)
                .findFirst()
                .orElse(TrainingRecord.NONE);
    }

    /** What to read beside a case so that {@link #ifKnown} need not ask for it. */
    public List<DossierKey.OfSubject> keys(Actor actor) {
        return hosts == null ? List.of(key(actor.id())) : List.of();
    }

    /** Training of the actor, or empty if that cannot be found out now, which does not keep anybody from scanning. */
    public Optional<TrainingRecord> ifKnown(Case on) {
        String person = on.actor().id();
        try {
            return Optional.of(
                    on.beside(Subject.staff(person)).map(Qualifications::in).orElseGet(() -> of(person)));
        } catch (RuntimeException broken) {
            boolean damaged = broken instanceof TrackingException no && no.code() == Code.STORED_DATA_UNREADABLE;
            if (hosts == null && !damaged) {
                throw broken;
            }
            LOG.warn(
                    "what {} was trained in cannot be found out: {}",
                    person,
                    broken.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Ends the threads on which the host is asked. */
    public void close() {
        if (hosts != null) {
            hosts.close();
        }
    }

    static DossierKey.OfSubject key(String person) {
        return new DossierKey.OfSubject(Subject.staff(Check.id("person", person)));
    }
}
