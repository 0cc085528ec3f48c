package io.wardtally.tracking.contract;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.SearchWords;
import io.wardtally.tracking.audit.Digest;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.staff.Actor;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.NextCheck;
import io.wardtally.tracking.store.RememberedAnswer;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.SubjectChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A change that is being put together. Unless it is told otherwise it adds one fact and nothing else. */
final class Draft {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Subject subject;
    private final long basedOn;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Claim> take = new ArrayList<>();
    private final List<Claim> release = new ArrayList<>();
    private final List<SignedFact> facts = new ArrayList<>();
    private Asset asset;
    private SearchWords words;
    private NextCheck nextCheck;
    private long judged = 1;

    private Draft(Subject subject, long basedOn) {
        this.subject = subject;
        this.basedOn = basedOn;
    }

    static Draft of(Subject subject, long basedOn) {
        return new Draft(subject, basedOn);
    }

    static Draft of(AssetId asset, long basedOn) {
        return new Draft(Subject.asset(asset), basedOn);
    }

    static Draft creating(Asset asset) {
        return of(asset.id(), 0).named(asset);
    }

    /** The row, and the words by which it is found. */
    Draft named(Asset row) {
        words = row.words();
        return asset(row);
    }

    Draft asset(Asset row) {
        asset = row;
        return this;
    }

    Draft checkedBy(Instant time) {
        nextCheck = NextCheck.noLaterThan(time);
        return this;
    }

    Draft swept(Instant next, Instant until) {
        nextCheck = NextCheck.swept(next, until);
        return this;
    }

    Draft judgedBy(long revision) {
        judged = revision;
        return this;
    }

    Draft opens(Session... begun) {
        for (Session session : begun) {
            take.add(Claim.use(session.asset(), session.id()));
        }
        return writes(begun);
    }

    Draft ends(Session... over) {
        for (Session session : over) {
            release.add(Claim.use(session.asset(), session.id()));
        }
        return writes(over);
    }

    Draft writes(Session... rows) {
        sessions.addAll(Arrays.asList(rows));
        return this;
    }

    Draft writes(Item... rows) {
        items.addAll(Arrays.asList(rows));
        return this;
    }

    Draft takes(Claim... claims) {
        take.addAll(Arrays.asList(claims));
        return this;
    }

    Draft releases(Claim... claims) {
        release.addAll(Arrays.asList(claims));
        return this;
    }

    Draft facts(int count) {
        for (int i = 0; i < count; i++) {
            facts.add(fact(subject, basedOn + facts.size() + 1));
        }
        return this;
    }

    Draft facts(List<SignedFact> these) {
        facts.addAll(these);
        return this;
    }

    SubjectChange change() {
        List<SignedFact> all = facts.isEmpty() ? List.of(fact(subject, basedOn + 1)) : facts;
        return new SubjectChange(
                subject, basedOn, judged, nextCheck, asset, words, sessions, items, all, take, release);
    }

    Batch batch() {
        return batch(null, null);
    }

    Batch batch(RequestId request, RememberedAnswer answer) {
        return new Batch(request, answer, List.of(change()), List.of(), false);
    }

    static SignedFact fact(Subject subject, long sequence) {
        byte[] digest = new byte[32];
        digest[0] = (byte) sequence;
        digest[31] = (byte) subject.hashCode();
        return new SignedFact(
                subject,
                sequence,
                NOON.plusSeconds(sequence),
                NOON.plusSeconds(sequence + 1),
                Actor.nurse("sarah", "ICU"),
                "Noted",
                "number " + sequence + " of " + subject + "\n",
                "",
                "",
                1,
                Digest.of(digest));
    }
}
