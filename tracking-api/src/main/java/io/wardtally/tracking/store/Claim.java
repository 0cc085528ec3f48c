package io.wardtally.tracking.store;

import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.SessionId;

/**
 * Something that only one may have, such as the use of an asset. An open session and the claim to its use are always
 * written, and given back, in the same change.
 *
 * @param kind what sort of thing is claimed
 * @param key which one
 * @param by who has it, or wants it
 */
public record Claim(String kind, String key, String by) {

    private static final String USE = "use";

    /** The claim to an identifier: only one asset, or one model, may have it. */
    public static Claim identifier(Identifier identifier, Subject by) {
        return new Claim(identifier.kind().name(), identifier.value(), by.id());
    }

    /** The claim to the use of an asset: only one session may have it. */
    public static Claim use(AssetId asset, SessionId by) {
        return new Claim(USE, asset.value(), by.toString());
    }

    /** Whether it is the use of an asset that is claimed. */
    public boolean isUse() {
        return kind.equals(USE);
    }
}
