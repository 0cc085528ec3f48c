package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;

/** What came of a commit. Only {@link Done} changed anything. */
public sealed interface CommitResult {

    /** It is done. */
    record Done() implements CommitResult {}

    /** Somebody else was faster: this subject has another version by now. */
    record Stale(Subject subject) implements CommitResult {}

    /** Somebody else has what was claimed. */
    record Taken(Claim claim, String by) implements CommitResult {}

    /** This request was answered before. */
    record Repeated(RememberedAnswer answer) implements CommitResult {}
}
