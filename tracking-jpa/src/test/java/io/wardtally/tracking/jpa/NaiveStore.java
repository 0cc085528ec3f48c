package io.wardtally.tracking.jpa;

import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Store;
import io.wardtally.tracking.store.SubjectChange;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store that looks whether all is still so, and then writes, as if nobody came in between. */
final class NaiveStore {

    private final Store memory = Wardtally.memoryStore();
    private volatile CountDownLatch looking = new CountDownLatch(0);

    Store store() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(),
                new Class<?>[] {Store.class},
                (proxy, method, arguments) -> method.getName().equals("commit")
                        ? commit((Batch) arguments[0])
                        : method.invoke(memory, arguments));
    }

    /** From now on nobody writes before so many have looked. */
    void lookTogether(int many) {
        looking = new CountDownLatch(many);
    }

    private CommitResult commit(Batch batch) throws InterruptedException {
        for (SubjectChange change : batch.changes()) {
            if (dossier(change).version() != change.basedOn()) {
                return new CommitResult.Stale(change.subject());
            }
        }
        looking.countDown();
        looking.await(10, TimeUnit.SECONDS);
        synchronized (this) {
            return memory.commit(new Batch(
                    batch.request(),
                    batch.answer(),
                    batch.changes().stream().map(this::forced).toList(),
                    List.of(),
                    batch.revises()));
        }
    }

    /** The same, as if it were based on what is there now, and as if what it claims were free. */
    private SubjectChange forced(SubjectChange change) {
        Dossier now = dossier(change);
        List<Claim> inTheWay = change.take().isEmpty()
                ? change.release()
                : now.open()
                        .map(open -> List.of(Claim.use(open.asset(), open.id())))
                        .orElse(List.of());
        return SubjectChange.of(change.subject(), now.version(), draft -> {
            draft.judged = change.judged();
            draft.nextCheck = change.nextCheck();
            draft.asset = change.asset();
            draft.words = change.words();
            draft.sessions = change.sessions();
            draft.items = change.items();
            draft.facts = change.facts();
            draft.take = change.take();
            draft.release = inTheWay;
        });
    }

    private Dossier dossier(SubjectChange change) {
        return memory.find(List.of(new DossierKey.OfSubject(change.subject())), null).dossiers().stream()
                .findFirst()
                .orElse(Dossier.empty(change.subject()));
    }
}
