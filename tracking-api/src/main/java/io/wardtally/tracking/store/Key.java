package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.SessionId;

/** How a dossier is asked for. */
public sealed interface Key {

    /** The dossier of this subject. */
    record OfSubject(Subject subject) implements Key {}

    /** The dossier of the asset of this session, with the session in it, ended or not. */
    record OfSession(SessionId session) implements Key {}

    /** The dossier of the asset of this override, with the override in it, reviewed or not. */
    record OfOverride(OverrideId override) implements Key {}
}
