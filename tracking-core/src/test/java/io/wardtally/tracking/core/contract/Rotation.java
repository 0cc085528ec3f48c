package io.wardtally.tracking.core.contract;

import io.wardtally.tracking.core.Wardtally;
import io.wardtally.tracking.keys.KeyProvider;
import io.wardtally.tracking.keys.KeyState;
import io.wardtally.tracking.keys.MasterKey;
import io.wardtally.tracking.keys.SigningKey;
import java.util.List;

/** Keys that are rotated: version 1 alone, then version 2 beside it. */
final class Rotation {

    private final KeyProvider first = Wardtally.throwAwayKeys();
    private final KeyProvider second = Wardtally.throwAwayKeys();

    KeyProvider version(int active) {
        return version(active, KeyState.READ);
    }

    KeyProvider version(int active, KeyState old) {
        return new KeyProvider() {
            @Override
            public List<MasterKey> pseudonymKeys() {
                return ring(first.pseudonymKeys(), second.pseudonymKeys());
            }

            @Override
            public List<MasterKey> auditKeys() {
                return ring(first.auditKeys(), second.auditKeys());
            }

            @Override
            public List<SigningKey> checkpointKeys() {
                SigningKey one = first.checkpointKeys().get(0);
                SigningKey two = second.checkpointKeys().get(0);
                SigningKey next = new SigningKey(2, two.verifies(), two.signs());
                return active == 1 ? List.of(one) : List.of(one.verifyingOnly(), next);
            }

            private List<MasterKey> ring(List<MasterKey> one, List<MasterKey> two) {
                return active == 1
                        ? one
                        : List.of(
                                one.get(0).withState(old),
                                MasterKey.active(2, two.get(0).secret()));
            }
        };
    }
}
