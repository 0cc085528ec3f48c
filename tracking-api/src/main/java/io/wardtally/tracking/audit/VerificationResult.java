package io.wardtally.tracking.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifying the audit trail found. Intact means: no fact was edited, removed, added, moved or copied, and every
 * current row is what its last fact led to — as far as a writer without the keys is concerned. With a kept checkpoint also:
 * the log still begins with what the checkpoint covers.
 *
 * @param subjects how many subjects were examined
 * @param facts how many facts
 * @param findings what is wrong, in the order found, 100 at most
 */
public record VerificationResult(long subjects, long facts, List<Finding> findings) {

    public VerificationResult {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean intact() {
        return findings.isEmpty();
    }

    @Override
    public String toString() {
        return intact()
                ? "intact: " + facts + " facts of " + subjects + " subjects"
                : "NOT intact: " + findings.get(0)
                        + (findings.size() > 1 ? " and " + (findings.size() - 1) + " more" : "");
    }

    /**
     * One thing that is wrong, and where.
     *
     * @param defect what is wrong
     * @param subject about which subject, or null if it concerns the log as a whole
     * @param sequence at which fact of the subject, or 0
     * @param position at which place of the log, or 0
     */
    public record Finding(Defect defect, @Nullable Subject subject, long sequence, long position) {
        @Override
        public String toString() {
            return defect
                    + (subject == null ? "" : " in " + subject)
                    + (sequence == 0 ? "" : " at fact " + sequence)
                    + (position == 0 ? "" : " at log position " + position);
        }
    }

    /** What can be wrong. */
    public enum Defect {
        /** The fact does not say what it said when it was recorded, or was not recorded by this facility. */
        ALTERED,
        /** The fact was made with a key that is not in the ring. */
        UNKNOWN_KEY,
        /** A number is missing before this fact, or the last facts of the subject are. */
        MISSING,
        /** The same number comes twice, or out of order. */
        MISPLACED,
        /** A current row does not say what the fact that wrote it said. */
        ROW_ALTERED,
        /** A row that a fact wrote is gone. */
        ROW_MISSING,
        /** A row is there that no fact wrote. */
        ROW_ADDED,
        /** What is stored cannot even be read. */
        UNREADABLE,
        /** The sealed log has a gap or a position twice. */
        LOG_GAP,
        /** The sealed log and the facts of the subjects differ. */
        LOG_DIFFERS,
        /** The checkpoint's signature, facility or key is wrong: it proves nothing. */
        CHECKPOINT_INVALID,
        /** The log ends before the checkpoint does: facts were cut off, or an old copy was restored. */
        LOG_CUT,
        /** The log does not begin with what the checkpoint covers: it was rewritten. */
        LOG_REWRITTEN
    }
}
