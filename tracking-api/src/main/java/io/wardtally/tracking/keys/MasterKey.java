package io.wardtally.tracking.keys;

import io.wardtally.tracking.internal.Check;

/** A secret of at least 32 random bytes, from which working keys are derived. */
public final class MasterKey {

    private final int version;
    private final KeyState state;
    private final byte[] secret;

    /**
     * A key.
     *
     * @param version 1 or more; never used again for other bytes
     * @param state what it may be used for
     * @param secret at least 32 bytes from a secure random source; empty if it was destroyed
     */
    public MasterKey(int version, KeyState state, byte[] secret) {
        if (version < 1) {
            throw Check.bad("key.version-malformed");
        }
        this.version = version;
        this.state = Check.given("key state", state);
        this.secret = Check.given("key", secret).clone();
    }

    /** The key that writes. */
    public static MasterKey active(int version, byte[] secret) {
        return new MasterKey(version, KeyState.ACTIVE, secret);
    }

    /** The same key in another state; a destroyed one forgets its bytes. */
    public MasterKey withState(KeyState other) {
        return new MasterKey(version, other, other == KeyState.DESTROYED ? new byte[0] : secret);
    }

    /** Its version. */
    public int version() {
        return version;
    }

    /** What it may be used for. */
    public KeyState state() {
        return state;
    }

    /** A copy of its bytes. */
    public byte[] secret() {
        return secret.clone();
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "key " + version + " (" + state + ")";
    }
}
