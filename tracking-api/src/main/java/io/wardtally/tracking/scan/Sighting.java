package io.wardtally.tracking.scan;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.Status;
import io.wardtally.tracking.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a scan found: usually an asset, its open session, and whether it may be used. */
public final class Sighting {

    private final Outcome outcome;
    private final Instant at;
    private final @Nullable Asset asset;
    private final @Nullable Session session;
    private final Readiness readiness;

    private Sighting(
            Outcome outcome, Instant at, @Nullable Asset asset, @Nullable Session session, Readiness readiness) {
        this.outcome = outcome;
        this.at = at;
        this.asset = asset;
        this.session = session;
        this.readiness = readiness;
    }

    /** An asset was found. */
    public static Sighting of(Asset asset, @Nullable Session open, Readiness readiness, Instant at) {
        return new Sighting(Outcome.FOUND, at, asset, open, readiness);
    }

    /** No asset was found. What was read is not kept: it may have been a patient's wristband. */
    public static Sighting nothing(Outcome outcome, Instant at) {
        Concern concern = outcome == Outcome.UNREADABLE
                ? Concern.blocks(Concern.Rule.UNREADABLE, "no label could be read in the picture")
                : Concern.blocks(Concern.Rule.UNKNOWN, "no asset carries this label");
        return new Sighting(outcome, at, null, null, Readiness.of(List.of(concern)));
    }

    /** Whether an asset was found, and if not, why. */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The asset that was found.
     *
     * @throws TrackingException.NotFound if none was; ask {@link #outcome()} first where that can happen
     */
    public Asset asset() {
        if (asset == null) {
            throw new TrackingException.NotFound(Code.ASSET_UNKNOWN, readiness.says());
        }
        return asset;
    }

    /** The session in which the asset is being used now, if there is one and the actor may see it. */
    public Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    /** Whether the asset may be used, and what stands against it. */
    public Readiness readiness() {
        return readiness;
    }

    /** When the asset was last used; now, if it is in use; empty if it never was. */
    public Optional<Instant> lastUse() {
        if (asset == null) {
            return Optional.empty();
        }
        return asset.status() == Status.IN_USE ? Optional.of(at) : Optional.ofNullable(asset.lastUsed());
    }

    /** When this was seen. */
    public Instant at() {
        return at;
    }

    @Override
    public String toString() {
        return asset == null ? outcome.toString() : asset + " — " + readiness;
    }

    /** What came of a scan. */
    public enum Outcome {
        /** One asset. */
        FOUND,
        /** A label that no asset carries. */
        UNKNOWN,
        /** A picture without a legible label. */
        UNREADABLE
    }
}
