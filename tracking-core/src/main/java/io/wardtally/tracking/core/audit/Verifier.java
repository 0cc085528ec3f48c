package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.audit.VerificationResult.Finding;
import io.wardtally.tracking.core.codec.StoredKind;
import io.wardtally.tracking.core.keys.Signatures;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Claim;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Item;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Verifier of the audit trail: proves it, or says where it does not hold. First every subject: each of its facts, then each of its
 * current rows. Then the sealed log, which must hold exactly the facts of the subjects, and begin with what a kept checkpoint
 * covers. Everything is read in pages; what is written meanwhile does not disturb.
 */
public final class Verifier {

    private static final int PAGE = Paging.MAX_LIMIT;
    private static final int MOST_FINDINGS = 100;
    private static final int MOST_TRIES = 20;
    private static final long UNREADABLE = -1;

    private final Store store;
    private final AuditKeys signing;
    private final Signatures signatures;
    private final SecureRandom random;
    private final Map<String, StoredKind<?>> kinds;

    /** A verifier of this store, in which these kinds of items stand. */
    public Verifier(
            Store store,
            AuditKeys signing,
            Signatures signatures,
            SecureRandom random,
            Map<String, StoredKind<?>> kinds) {
        this.store = store;
        this.signing = signing;
        this.signatures = signatures;
        this.random = random;
        this.kinds = kinds;
    }

    /** Gives every committed fact its position. */
    public static void sealAll(Store store) {
        try {
            while (store.journal().seal(PAGE) == PAGE) {
                // One lot after another, so that no transaction grows large.
            }
        } catch (TrackingException replica) {
            // A copy that is only read is sealed where it is written.
            if (replica.code() != Code.READ_ONLY) {
                throw replica;
            }
        }
    }

    /** Signs what the log says now. */
    public Checkpoint checkpoint(Instant now) {
        sealAll(store);
        MerkleTree tree = new MerkleTree();
        eachFact(
                store.journal()::log,
                LoggedFact::position,
                recorded -> tree.add(recorded.fact().digest()),
                broken -> {
                    throw new TrackingException.Failure(
                            Code.STORED_DATA_UNREADABLE, Message.of("audit.unreadable", broken));
                });
        Checkpoint unsigned =
                Checkpoint.unsigned(signing.facility(), tree.size(), tree.root(), now, signatures.version());
        return unsigned.signed(signatures.sign(unsigned.statement()));
    }

    /** Examines everything, against a kept checkpoint if there is one. */
    public VerificationResult verify(@Nullable Checkpoint kept) {
        return new Examination().run(kept);
    }

    /** Facts after this number, in order. */
    private interface Facts {
        List<LoggedFact> after(long number, int limit);
    }

    /**
     * Goes through facts in pages. One that cannot be read does not hide the others: it is looked for with smaller pages.
     *
     * @param unreadable takes the number of each that cannot be read
     * @return the number of the last
     */
    private static long eachFact(
            Facts facts, ToLongFunction<LoggedFact> number, Consumer<LoggedFact> each, LongConsumer unreadable) {
        long last = 0;
        int limit = PAGE;
        int broken = 0;
        while (true) {
            try {
                List<LoggedFact> page = facts.after(last, limit);
                page.forEach(each);
                long end = page.isEmpty() ? last : number.applyAsLong(page.get(page.size() - 1));
                if (page.size() < limit || end <= last) {
                    return Math.max(end, last);
                }
                last = end;
                limit = Math.min(PAGE, 2 * limit);
            } catch (TrackingException.Failure failure) {
                if (failure.code() != Code.STORED_DATA_UNREADABLE || broken == MOST_FINDINGS) {
                    throw failure;
                }
                if (limit > 1) {
                    limit /= 2;
                } else {
                    broken++;
                    last++;
                    unreadable.accept(last);
                }
            }
        }
    }

    private <T> void eachOf(Query<T> query, Consumer<T> each) {
        Paging paging = Paging.first(PAGE);
        while (paging != null) {
            Page<T> page = store.page(query, paging);
            page.items().forEach(each);
            paging = page.following(paging).orElse(null);
        }
    }

    /** Last word about a row: what the last fact said of it. */
    private record Left(String fingerprint, long sequence, int key) {}

    /** One run. */
    private final class Examination {

        private final FactSigner signer = signing.signer();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Finding> logFindings = new ArrayList<>();
        private final MultisetHash ofSubjects = MultisetHash.random(random);
        private final MultisetHash ofLog = ofSubjects.sibling();
        private long subjects;
        private final Set<String> subjectKinds = new TreeSet<>();
        private long rows;
        private long claims;
        private long sealed;
        private long furthest;

        VerificationResult run(@Nullable Checkpoint kept) {
            readable(logFindings, null, () -> sealAll(store));
            long noted = store.journal().sealed();
            readable(logFindings, null, () -> examineLog(kept));
            eachOf(new Query.Subjects(), this::examine);
            readable(findings, null, this::searchStrayRows);
            if (findings.isEmpty() && logFindings.isEmpty() && !ofSubjects.same(ofLog)) {
                searchLog();
            }
            // Sealed meanwhile, or once sealed and then cut from the end of the log.
            if (sealed < noted || (furthest > sealed && !endsWith(furthest))) {
                logFindings.add(new Finding(Defect.LOG_GAP, null, 0, sealed + 1));
            }
            findings.addAll(logFindings);
            readable(findings, null, this::searchStrayClaims);
            return new VerificationResult(
                    subjects, ofSubjects.count(), findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
        }

        private void examineLog(@Nullable Checkpoint kept) {
            boolean usable = kept != null
                    && kept.facility().equals(signing.facility())
                    && signatures.verify(kept.key(), kept.statement(), kept.signature());
            long covered = kept != null && usable ? kept.size() : 0;
            MerkleTree tree = new MerkleTree();
            long[] before = new long[1];
            boolean[] whole = {true};
            sealed = eachFact(
                    store.journal()::log,
                    LoggedFact::position,
                    recorded -> {
                        if (recorded.position() != before[0] + 1 && logFindings.isEmpty()) {
                            logFindings.add(new Finding(Defect.LOG_GAP, null, 0, before[0] + 1));
                        }
                        before[0] = recorded.position();
                        ofLog.add(recorded.fact().digest(), recorded.position());
                        if (tree.size() < covered) {
                            tree.add(recorded.fact().digest());
                        }
                    },
                    broken -> {
                        before[0] = broken;
                        whole[0] = false;
                        logFindings.add(new Finding(Defect.UNREADABLE, null, 0, broken));
                    });
            if (kept == null || !whole[0]) {
                return;
            }
            if (!usable) {
                logFindings.add(new Finding(Defect.CHECKPOINT_INVALID, null, 0, 0));
            } else if (tree.size() < covered) {
                logFindings.add(new Finding(Defect.LOG_CUT, null, 0, tree.size() + 1));
            } else if (!tree.root().equals(kept.root())) {
                logFindings.add(new Finding(Defect.LOG_REWRITTEN, null, 0, covered));
            }
        }

        private void examine(Subject subject) {
            for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
                SubjectExamination once = new SubjectExamination(subject, signer, ofSubjects.sibling(), sealed);
                readable(once.found, subject, once::run);
                if (once.found.isEmpty() || once.version == version(subject)) {
                    subjects++;
                    rows += once.rows;
                    claims += once.claims;
                    subjectKinds.add(subject.kind());
                    furthest = Math.max(furthest, once.lastPosition);
                    ofSubjects.addAll(once.facts);
                    if (findings.size() < MOST_FINDINGS) {
                        findings.addAll(once.found);
                    }
                    return;
                }
                // Somebody worked on it while we looked, so what we saw need not belong together.
            }
            throw new TrackingException.Busy(Message.of("audit.busy", subject.message()));
        }

        /** One row that cannot be read does not hide what is wrong with the others. */
        private void readable(List<Finding> into, @Nullable Subject subject, Runnable look) {
            try {
                look.run();
            } catch (TrackingException.Failure failure) {
                if (failure.code() != Code.STORED_DATA_UNREADABLE) {
                    throw failure;
                }
                into.add(new Finding(Defect.UNREADABLE, subject, 0, 0));
            }
        }

        /** Rows that nobody examined because nothing leads there. */
        private void searchStrayRows() {
            if (eachRow(subject -> {}) != rows) {
                eachRow(this::stray);
            }
        }

        private long eachRow(Consumer<Subject> each) {
            long[] count = new long[1];
            Consumer<Subject> counted = subject -> {
                count[0]++;
                each.accept(subject);
            };
            eachOf(new Query.Assets(AssetFilter.all()), row -> counted.accept(Subject.asset(row.id())));
            eachOf(Query.Sessions.all(), row -> counted.accept(Subject.asset(row.asset())));
            eachOf(Query.Items.all(), row -> counted.accept(row.subject()));
            return count[0];
        }

        /** Claims that no row explains; each row's own claims were found there. */
        private void searchStrayClaims() {
            long[] count = new long[1];
            eachOf(new Query.Claims(), claim -> count[0]++);
            if (count[0] != claims) {
                // Somebody may have taken or released one meanwhile, so what is unexplained twice counts.
                Set<Claim> first = unexplained();
                Set<Claim> again = first.isEmpty() ? first : unexplained();
                again.stream()
                        .filter(first::contains)
                        .filter(claim -> findings.stream().noneMatch(found -> isOf(claim, found.subject())))
                        .limit(MOST_FINDINGS)
                        .forEach(claim -> findings.add(new Finding(Defect.ROW_ADDED, holder(claim), 0, 0)));
            }
        }

        /** Whether the claim is left over from a subject with which something is wrong anyway. */
        private boolean isOf(Claim claim, @Nullable Subject subject) {
            return subject != null && subject.id().equals(claim.by());
        }

        private @Nullable Subject holder(Claim claim) {
            return subjectKinds.stream()
                    .map(kind -> new Subject(kind, claim.by()))
                    .filter(subject -> version(subject) > 0)
                    .findFirst()
                    .orElse(null);
        }

        private Set<Claim> unexplained() {
            Set<Claim> unexplained = new HashSet<>();
            eachOf(new Query.Claims(), claim -> {
                if (subjectKinds.stream().noneMatch(kind -> explains(kind, claim))) {
                    unexplained.add(claim);
                }
            });
            return unexplained;
        }

        private boolean explains(String subjectKind, Claim claim) {
            DossierKey key = new DossierKey.OfHolder(subjectKind, List.of(claim.target()));
            return store.find(List.of(key), null).dossiers().stream().anyMatch(dossier -> {
                Asset asset = dossier.asset();
                boolean[] found = {
                    asset != null
                            && asset.identifiers().stream()
                                    .map(Claim.Target::of)
                                    .anyMatch(claim.target()::equals)
                };
                eachOf(
                        Query.Items.of(dossier.subject()),
                        item -> found[0] = found[0] || claimed(item).contains(claim.target()));
                return found[0];
            });
        }

        private void stray(Subject subject) {
            if (findings.size() < MOST_FINDINGS && version(subject) == 0) {
                findings.add(new Finding(Defect.ROW_ADDED, subject, 0, 0));
            }
        }

        private void searchLog() {
            eachFact(
                    store.journal()::log,
                    LoggedFact::position,
                    recorded -> {
                        SignedFact fact = recorded.fact();
                        if (logFindings.size() < MOST_FINDINGS && recorded.position() <= sealed) {
                            Defect defect = version(fact.subject()) == 0
                                    ? Defect.ROW_MISSING
                                    : store.journal()
                                                    .facts(fact.subject(), fact.sequence() - 1, 1)
                                                    .contains(recorded)
                                            ? null
                                            : Defect.LOG_DIFFERS;
                            if (defect != null) {
                                logFindings.add(
                                        new Finding(defect, fact.subject(), fact.sequence(), recorded.position()));
                            }
                        }
                    },
                    broken -> {});
            if (logFindings.isEmpty()) {
                logFindings.add(new Finding(Defect.LOG_DIFFERS, null, 0, 0));
            }
        }
    }

    private boolean endsWith(long position) {
        List<LoggedFact> there = store.journal().log(position - 1, 1);
        return !there.isEmpty() && there.get(0).position() == position;
    }

    private List<Claim.Target> claimed(Item item) {
        StoredKind<?> kind = kinds.get(item.kind());
        return kind == null
                ? List.of()
                : kind.claims(item).stream().map(Claim::target).toList();
    }

    private long version(Subject subject) {
        try {
            List<Dossier> found =
                    store.find(List.of(new DossierKey.OfSubject(subject)), null).dossiers();
            return found.isEmpty() ? 0 : found.get(0).version();
        } catch (TrackingException.Failure unreadable) {
            return UNREADABLE;
        }
    }

    /** One look at one subject. */
    private final class SubjectExamination {

        private final Subject subject;
        private final FactSigner signer;
        private final MultisetHash facts;
        private final long sealed;
        private final List<Finding> found = new ArrayList<>();
        private final Map<String, Left> left = new LinkedHashMap<>();
        private long version = UNREADABLE;
        private long last;
        private long lastPosition;
        private @Nullable SessionId open;
        private long rows;
        private long claims;

        SubjectExamination(Subject subject, FactSigner signer, MultisetHash facts, long sealed) {
            this.subject = subject;
            this.signer = signer;
            this.facts = facts;
            this.sealed = sealed;
        }

        void run() {
            List<Dossier> dossiers =
                    store.find(List.of(new DossierKey.OfSubject(subject)), null).dossiers();
            Dossier dossier = dossiers.isEmpty() ? Dossier.empty(subject) : dossiers.get(0);
            version = dossier.version();
            eachFact(
                    (after, limit) -> store.journal().facts(subject, after, limit),
                    recorded -> recorded.fact().sequence(),
                    this::examine,
                    broken -> {
                        last = broken;
                        find(Defect.UNREADABLE, broken, 0);
                    });
            if (last < version) {
                find(Defect.MISSING, last + 1, 0);
            } else if (last > version) {
                find(Defect.ROW_ALTERED, last, 0);
            }
            if (dossier.asset() != null) {
                rows++;
                compare(RowName.ASSET, dossier.asset());
                dossier.asset().identifiers().forEach(each -> leadsHere(Claim.Target.of(each)));
            }
            if (subject.isAsset()) {
                eachOf(Query.Sessions.of(new AssetId(subject.id())), session -> {
                    rows++;
                    compare(RowName.of(session), session);
                    open = session.isOpen() ? session.id() : open;
                });
                // Who has the asset is told by a claim beside the rows; it must say what they say.
                if (!Objects.equals(open, dossier.open().map(Session::id).orElse(null))) {
                    find(Defect.ROW_ALTERED, last, 0);
                }
            }
            eachOf(Query.Items.of(subject), item -> {
                rows++;
                compare(RowName.of(item), item);
                compareClaims(item);
            });
            left.forEach((row, gone) -> find(Defect.ROW_MISSING, gone.sequence(), 0));
        }

        private void examine(LoggedFact recorded) {
            SignedFact fact = recorded.fact();
            long sequence = fact.sequence();
            boolean late = recorded.position() > 0 && recorded.position() <= lastPosition;
            if (sequence > last + 1) {
                find(Defect.MISSING, last + 1, 0);
            }
            if (sequence <= last || !fact.subject().equals(subject) || late) {
                find(Defect.MISPLACED, sequence, recorded.position());
            } else {
                lastPosition = Math.max(lastPosition, recorded.position());
            }
            Defect defect = signer.defect(fact);
            if (defect != null) {
                find(defect, sequence, recorded.position());
            }
            last = Math.max(last, sequence);
            if (recorded.position() > 0 && recorded.position() <= sealed) {
                facts.add(fact.digest(), recorded.position());
            }
            note(fact);
        }

        private void note(SignedFact fact) {
            String state = fact.state();
            for (int from = 0; from < state.length(); ) {
                int end = state.indexOf('\n', from);
                int equals = state.indexOf('=', from);
                if (end < 0 || equals < 0 || equals > end) {
                    return;
                }
                left.put(
                        state.substring(from, equals),
                        new Left(state.substring(equals + 1, end), fact.sequence(), fact.key()));
                from = end + 1;
            }
        }

        private void compareClaims(Item item) {
            try {
                claimed(item).forEach(this::leadsHere);
            } catch (TrackingException.Failure unreadable) {
                find(Defect.UNREADABLE, last, 0);
            }
        }

        /** Who has something is told by a claim beside the row, which must say what the row says. */
        private void leadsHere(Claim.Target claimed) {
            claims++;
            DossierKey key = new DossierKey.OfHolder(subject.kind(), List.of(claimed));
            if (store.find(List.of(key), null).dossiers().stream()
                    .noneMatch(holder -> holder.subject().equals(subject))) {
                find(Defect.ROW_ALTERED, last, 0);
            }
        }

        private void compare(String row, Record value) {
            Left said = left.remove(row);
            if (said == null) {
                find(Defect.ROW_ADDED, last, 0);
            } else if (!signer.stateHolds(said.key(), row, value, said.fingerprint())) {
                find(Defect.ROW_ALTERED, said.sequence(), 0);
            }
        }

        private void find(Defect defect, long sequence, long position) {
            if (found.size() < MOST_FINDINGS) {
                found.add(new Finding(defect, subject, sequence, position));
            }
        }
    }
}
