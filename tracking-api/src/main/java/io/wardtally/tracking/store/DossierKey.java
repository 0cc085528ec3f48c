package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a dossier is asked for. */
public sealed interface DossierKey {

    /** The most dossiers that are wanted of an ambiguous key. */
    int MOST = 20;

    /**
     * The dossiers of the assets that have one of these identifiers, in the order of their ids, at most {@link #MOST} of them.
     * A unique one is looked up by its claim, a serial number in the asset's description.
     *
     * @param own an id that an asset may have itself, or null
     * @param any identifiers; at least one, or an own id
     */
    record OfIdentifiers(@Nullable AssetId own, List<Identifier> any) implements DossierKey {

        public OfIdentifiers {
            any = List.copyOf(any);
        }
    }

    /**
     * The dossiers of the subjects of this kind that have one of these claims, in the order of their ids, at most {@link #MOST}
     * of them. The kind has no row of its own.
     *
     * @param kind of {@link Subject}
     * @param any at least one
     */
    record OfHolder(String kind, List<Claim.Target> any) implements DossierKey {

        public OfHolder {
            any = List.copyOf(any);
        }
    }

    /** The dossier of this subject. */
    record OfSubject(Subject subject) implements DossierKey {}

    /** The dossier of the asset of this session, with the session in it, ended or not. */
    record OfSession(SessionId session) implements DossierKey {}

    /**
     * The dossier of the asset that has claimed this item, with the item in it, live or not.
     *
     * @param kind of {@link Item}
     * @param id of the item
     */
    record OfItem(String kind, String id) implements DossierKey {}
}
