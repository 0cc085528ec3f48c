package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one subject: the rows to write and the facts to add. Afterwards its version is {@link #version()}.
 *
 * @param subject of what
 * @param basedOn the version that the decision was based on; 0 creates the subject, an asset with its row
 * @param asset the asset's new row, or null if it stays as it is
 * @param words the words by which the asset is found from now on, or null if they stay as they are
 * @param content what is kept of a subject that has no row of its own from now on, or null if it stays
 * @param sessions the sessions of this asset to write, new or changed
 * @param overrides the overrides of this asset to write, new or changed
 * @param facts the facts to add, numbered from {@code basedOn + 1}; at least one
 * @param take what is claimed
 * @param release what is given back
 */
public record Change(
        Subject subject,
        long basedOn,
        @Nullable Asset asset,
        @Nullable SearchWords words,
        @Nullable String content,
        List<Session> sessions,
        List<EmergencyOverride> overrides,
        List<SignedFact> facts,
        List<Claim> take,
        List<Claim> release) {

    public Change {
        sessions = List.copyOf(sessions);
        overrides = List.copyOf(overrides);
        facts = List.copyOf(facts);
        take = List.copyOf(take);
        release = List.copyOf(release);
    }

    /** The version it leads to: the number of its last fact. */
    public long version() {
        return basedOn + facts.size();
    }
}
