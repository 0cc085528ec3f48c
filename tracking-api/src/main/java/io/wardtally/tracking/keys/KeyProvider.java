package io.wardtally.tracking.keys;

import java.util.List;

/**
 * Where the hospital's keys come from: a vault, a file that only the application reads, never the database they protect.
 * Asked once, when tracking is built; a missing, short or repeated key is refused then. The three rings are rotated apart:
 * give the new key as active and keep the old one as {@link KeyState#READ}. Wrong bytes under a right version are not
 * noticed at the start: the audit then reports every fact as altered, and no patient is found.
 */
public interface KeyProvider {

    /** The keys behind pseudonyms. */
    List<MasterKey> pseudonymKeys();

    /** The keys behind the digests of the audit trail. A key once used has to stay readable for the trail to verify. */
    List<MasterKey> auditKeys();

    /** The keys of checkpoints. */
    List<SigningKey> checkpointKeys();
}
