package io.wardtally.tracking.core.atlas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.audit.FactReader;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.store.Store;
import java.util.List;

/** The checklists that stand in the trail. */
public final class Checklists {

    private static final int MOST_KEPT = 10_000;

    private final Store store;
    private final Cache<String, Boolean> recorded =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    /** The checklists in the trail of this store. */
    Checklists(Store store) {
        this.store = store;
    }

    /** Whether it is certain that it stands in the trail; a case beside which its dossier was read makes it certain. */
    boolean isRecorded(Checklist checklist, Case on) {
        if (recorded.getIfPresent(checklist.id()) != null) {
            return true;
        }
        boolean stands = on.beside(checklist.subject())
                .filter(dossier -> dossier.version() > 0)
                .isPresent();
        if (stands) {
            // The caller's transaction may be the one that records it, and be rolled back.
            store.afterCommit(() -> recorded.put(checklist.id(), true));
        }
        return stands;
    }

    /**
     * The items of the checklist with this id that have these numbers, word for word, from the trail.
     *
     * @throws IllegalStateException if the trail does not have it as it was
     */
    public List<String> items(String id, List<Integer> numbers) {
        List<String> items = store.journal().facts(Subject.checklist(id), 0, 1).stream()
                .map(logged -> FactReader.read(logged).fact())
                .filter(Fact.ChecklistRecorded.class::isInstance)
                .map(fact -> ((Fact.ChecklistRecorded) fact).items())
                .findFirst()
                .orElse(List.of());
        Checklist checklist = Checklist.of(items);
        if (!checklist.id().equals(id)) {
            throw new IllegalStateException("a checklist is not what was recorded");
        }
        return checklist.items(numbers);
    }
}
