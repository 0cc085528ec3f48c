package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a dossier is asked for. */
public sealed interface DossierKey {

    /**
     * The dossiers of the assets that have one of these identifiers, in the order of their ids, at most {@link #MOST} of them.
     * A unique one is looked up by its claim, a serial number in the asset's description.
     *
     * @param own an id that an asset may have itself, or null
     * @param any identifiers; at least one, or an own id
     */
    record OfIdentifiers(@Nullable AssetId own, List<Identifier> any) implements DossierKey {

        /** The most dossiers that are wanted of an ambiguous identifier. */
        public static final int MOST = 20;

        public OfIdentifiers {
            any = List.copyOf(any);
        }
    }

    /**
     * The dossiers of the subjects of this kind that have claimed one of these identifiers, in the order of their ids, at most
     * {@link OfIdentifiers#MOST} of them. The kind has no row of its own.
     *
     * @param kind of {@link Subject}
     * @param any at least one
     */
    record OfHolder(String kind, List<Identifier> any) implements DossierKey {
        public OfHolder {
            any = List.copyOf(any);
        }
    }

    /** The dossier of this subject. */
    record OfSubject(Subject subject) implements DossierKey {}

    /** The dossier of the asset of this session, with the session in it, ended or not. */
    record OfSession(SessionId session) implements DossierKey {}

    /** The dossier of the asset of this override, with the override in it, reviewed or not. */
    record OfOverride(OverrideId override) implements DossierKey {}
}
