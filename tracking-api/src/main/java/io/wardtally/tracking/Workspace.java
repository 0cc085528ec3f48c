package io.wardtally.tracking;

import io.wardtally.tracking.asset.Assets;
import io.wardtally.tracking.asset.Models;
import io.wardtally.tracking.atlas.Atlas;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.Scans;
import io.wardtally.tracking.session.Overrides;
import io.wardtally.tracking.session.Sessions;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.staff.Training;
import java.time.Instant;

/** What one person may see and do. Every call through it is checked against that person's role and recorded as theirs. */
public interface Workspace {

    /**
     * Reads what a scanner gave; the same as {@link Scans#scan(String, String...)}, the call that is made most.
     *
     * @param code one code of the device
     * @param more further codes of the same device, where its label is split over several
     */
    default ScanResult scan(String code, String... more) {
        return scans().scan(code, more);
    }

    /** The equipment. */
    Assets assets();

    /** Scanners, cameras and labels. */
    Scans scans();

    /** Its makes and models. */
    Models models();

    /** What is known about it. */
    Atlas atlas();

    /** Who was trained in what. */
    Training training();

    /** Its use. */
    Sessions sessions();

    /** Emergency overrides ("break the glass") and their review. */
    Overrides overrides();

    /** What happened, and the proof. */
    Audit audit();

    /** Whose view this is. */
    Actor actor();

    /** The current time by the injected clock: what to hand to {@code session.used(…)}. */
    Instant now();

    /**
     * The same view, in which the one change that follows carries this request id: repeated with the same id and the
     * same content it gives the same answer and acts once; with another content it is refused
     * ({@link TrackingException.Code#REQUEST_REUSED}). A refused start or an error is not remembered: it may be retried. Ask
     * for a new view for each change.
     */
    Workspace request(RequestId request);

    /**
     * Whether the change that went through this view was answered from memory, because the same request had been done before. A
     * host that writes rows of its own beside a change writes them only where this is false.
     */
    boolean wasRepeated();
}
