package io.wardtally.tracking.core.session;

import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.session.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of an asset's trail that tells how the record of one session came about.
 *
 * @param corrections how often it was corrected
 * @param endRecorded when its end was recorded, which may be long after it, or null if that is not known
 */
record SessionTrail(int corrections, @Nullable Instant endRecorded) {

    static final SessionTrail NONE = new SessionTrail(0, null);

    /** What these facts tell of this session. */
    static SessionTrail of(SessionId session, List<AuditEntry> facts) {
        int corrections = 0;
        Instant endRecorded = null;
        for (AuditEntry entry : facts) {
            if (session.equals(entry.fact().session())) {
                corrections += entry.fact() instanceof Fact.SessionCorrected ? 1 : 0;
                endRecorded = entry.fact() instanceof Fact.SessionEnded ? entry.recorded() : endRecorded;
            }
        }
        return new SessionTrail(corrections, endRecorded);
    }
}
