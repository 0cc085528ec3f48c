package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.NOON;
import static io.wardtally.tracking.contract.Fixtures.dossier;
import static io.wardtally.tracking.contract.Fixtures.goOn;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Ways to look at subjects by themselves. */
final class CheckFixtures {

    static final Subject MODEL = Subject.model("MedEquip Inc", "VB-500");
    static final Subject SARAH = Subject.staff("sarah");

    private CheckFixtures() {}

    /** So many minutes after noon. */
    static Instant in(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    static Dossier dossierOf(Store store, Subject subject) {
        return dossier(store, new DossierKey.OfSubject(subject));
    }

    static Instant nextCheck(Store store, Subject subject) {
        return dossierOf(store, subject).nextCheck();
    }

    static long revision(Store store) {
        return store.find(List.of(new DossierKey.OfSubject(SARAH)), null).revision();
    }

    static List<Subject> subjects(List<Dossier> dossiers) {
        return dossiers.stream().map(Dossier::subject).toList();
    }

    static List<Subject> due(Store store, Instant now, Instant until) {
        return subjects(store.due(now, until, 500));
    }

    /** What a sweep found nothing new about; by the first revision. */
    static CheckedSubject swept(Subject subject, long version, Instant next, Instant until) {
        return new CheckedSubject(subject, version, NextCheck.swept(next, until), 1);
    }

    /** What a walk found nothing new about by this revision. */
    static CheckedSubject walked(Subject subject, long version, long judged) {
        return new CheckedSubject(subject, version, NextCheck.noLaterThan(Store.NEVER), judged);
    }

    /** What asks to be looked at no later than then, while nothing else of it changes. */
    static CheckedSubject rearmed(Subject subject, long version, Instant next) {
        return new CheckedSubject(subject, version, NextCheck.noLaterThan(next), 1);
    }

    /** Puts off what is due; who is kept busy gets nothing this time. */
    static List<Dossier> dueOrBusy(Store store, Instant now, Instant until, int limit) {
        goOn();
        try {
            return store.due(now, until, limit);
        } catch (TrackingException.Busy others) {
            return List.of();
        }
    }

    /** Acknowledges; who is kept busy has acknowledged nothing. */
    static int acknowledgedOrBusy(Store store, CheckedSubject looked) {
        goOn();
        try {
            return store.acknowledge(List.of(looked));
        } catch (TrackingException.Busy others) {
            return 0;
        }
    }
}
