package io.wardtally.tracking.core.keys;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.keys.MasterKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of one purpose, derived for one facility: HKDF-SHA-256 (RFC 5869) of the master key, with the salt
 * {@code wardtally/kdf/v1} and an info that names the purpose, the facility and the version.
 */
public final class KeyRing {

    private static final int SHORTEST = 32;
    // 32 random bytes have about 30 different values; fewer than 16 happen in a phrase, not in a random key.
    private static final int FEWEST_VALUES = 16;

    private static final int CHECK_BYTES = 16;

    private final String purpose;
    private final Map<Integer, Hmac> readable = new TreeMap<>();
    private final int active;

    /** Checks the keys and derives the facility's from them; a ring that cannot be trusted is refused. */
    public KeyRing(String purpose, String facility, List<MasterKey> keys) {
        if (keys.isEmpty()) {
            throw refused(purpose, "key.none");
        }
        this.purpose = purpose;
        int writer = 0;
        Map<Integer, MasterKey> versions = new TreeMap<>();
        for (MasterKey key : keys) {
            if (versions.put(key.version(), key) != null) {
                throw refused(purpose, "key.version-twice", key.version());
            }
            boolean again = key.secret().length > 0
                    && versions.values().stream()
                            .filter(other -> other != key)
                            .anyMatch(other -> Arrays.equals(other.secret(), key.secret()));
            if (again) {
                throw refused(purpose, "key.repeated", key.version());
            }
            if (key.state() == KeyState.ACTIVE) {
                if (writer != 0) {
                    throw refused(purpose, "key.both-active", writer, key.version());
                }
                writer = key.version();
            }
            if (key.state() == KeyState.ACTIVE || key.state() == KeyState.READ) {
                readable.put(key.version(), derive(purpose, facility, key));
            }
        }
        if (writer == 0) {
            throw refused(purpose, "key.none-active");
        }
        this.active = writer;
    }

    /** A value for each version that can be read, by which a wrong key of that version is told; it tells nothing of the key. */
    public Map<String, String> checks() {
        Map<String, String> checks = new TreeMap<>();
        readable.forEach((version, key) -> checks.put(
                purpose + "/" + version,
                HexFormat.of()
                        .formatHex(key.copy().of(new CanonicalBytes().put("wardtally/key-check/v1")), 0, CHECK_BYTES)));
        return checks;
    }

    /** The version that writes. */
    public int active() {
        return active;
    }

    /** The versions that can be read, oldest first. */
    public Collection<Integer> readable() {
        return readable.keySet();
    }

    /** The key of this version, for this thread; empty if it cannot be read. */
    public Optional<Hmac> key(int version) {
        return Optional.ofNullable(readable.get(version)).map(Hmac::copy);
    }

    /** The key that writes, for this thread. */
    public Hmac activeKey() {
        return key(active).orElseThrow();
    }

    private static Hmac derive(String purpose, String facility, MasterKey master) {
        byte[] secret = master.secret();
        if (secret.length < SHORTEST) {
            throw refused(purpose, "key.too-short", master.version(), SHORTEST);
        }
        boolean[] seen = new boolean[256];
        int values = 0;
        for (byte b : secret) {
            if (!seen[b & 0xFF]) {
                seen[b & 0xFF] = true;
                values++;
            }
        }
        if (values < FEWEST_VALUES) {
            throw refused(purpose, "key.not-random", master.version());
        }
        CanonicalBytes info = new CanonicalBytes().put(purpose).put(facility).put(master.version());
        byte[] salt = "wardtally/kdf/v1".getBytes(StandardCharsets.UTF_8);
        byte[] extracted = Hmac.under(salt).of(new CanonicalBytes().raw(secret));
        return Hmac.under(Hmac.under(extracted).of(info.put((byte) 1)));
    }

    /** Refuses keys other than those with which was written. */
    public static void compare(Map<String, String> given, Map<String, String> remembered) {
        given.forEach((name, check) -> {
            if (!check.equals(remembered.get(name))) {
                int slash = name.lastIndexOf('/');
                throw refused(name.substring(0, slash), "key.other-bytes", name.substring(slash + 1));
            }
        });
    }

    static TrackingException refused(String purpose, String why, Object... arguments) {
        Message refused = Message.of("key.refused", Message.Argument.word(purpose), Message.of(why, arguments));
        return new TrackingException.Failure(Code.KEY_REFUSED, refused);
    }
}
