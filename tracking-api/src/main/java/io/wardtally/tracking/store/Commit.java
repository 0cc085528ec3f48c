package io.wardtally.tracking.store;

import io.wardtally.tracking.audit.Subject;

/** What came of a commit. Only {@link Done} changed anything. */
public sealed interface Commit {

    /** It is done. */
    record Done() implements Commit {}

    /** Somebody else was faster: this subject has another version by now. */
    record Stale(Subject subject) implements Commit {}

    /** Somebody else has what was claimed. */
    record Taken(Claim claim, String by) implements Commit {}

    /** This request was answered before. */
    record Repeated(Answer answer) implements Commit {}
}
