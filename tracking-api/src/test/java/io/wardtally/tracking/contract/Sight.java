package io.wardtally.tracking.contract;

import static io.wardtally.tracking.contract.Fixtures.ALL_ASSETS;
import static io.wardtally.tracking.contract.Fixtures.ALL_ITEMS;
import static io.wardtally.tracking.contract.Fixtures.all;
import static io.wardtally.tracking.contract.Fixtures.dossier;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import java.util.List;

/** Everything that a store shows of what was committed. */
record Sight(
        List<Asset> assets,
        List<Session> sessions,
        List<Item> items,
        List<Dossier> dossiers,
        List<List<LoggedFact>> facts) {

    static Sight of(Store store) {
        List<Subject> subjects = all(store, new Query.Subjects());
        return new Sight(
                all(store, ALL_ASSETS),
                all(store, Query.Sessions.all()),
                all(store, ALL_ITEMS),
                subjects.stream()
                        .map(subject -> dossier(store, new DossierKey.OfSubject(subject)))
                        .toList(),
                subjects.stream()
                        .map(subject -> store.journal().facts(subject, 0, 500))
                        .toList());
    }
}
