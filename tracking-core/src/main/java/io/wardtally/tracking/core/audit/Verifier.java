package io.wardtally.tracking.core.audit;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.audit.VerificationResult.Finding;
import io.wardtally.tracking.audit.VerificationResult.Defect;
import io.wardtally.tracking.core.keys.Signatures;
import io.wardtally.tracking.session.EmergencyOverride;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.SignedFact;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Proves the audit trail, or says where it does not hold. First every subject: each of its facts, then each of its current
 * rows. Then the sealed log, which must hold exactly the facts of the subjects, and begin with what a kept checkpoint
 * covers. Everything is read in pages; what is written meanwhile does not disturb.
 */
public final class Verifier {

    private static final int PAGE = Paging.MAX_LIMIT;
    private static final int MOST_FINDINGS = 100;
    private static final int MOST_TRIES = 20;
    private static final long UNREADABLE = -1;

    private final Store store;
    private final FactSigning notary;
    private final Signatures signatures;
    private final SecureRandom random;

    /** A verifier of this store. */
    public Verifier(Store store, FactSigning notary, Signatures signatures, SecureRandom random) {
        this.store = store;
        this.notary = notary;
        this.signatures = signatures;
        this.random = random;
    }

    /** The row of an asset, as facts name it. */
    public static final String ASSET_ROW = "asset";

    /** What is kept of a subject that has no row of its own, as facts name it. */
    public static final String CONTENT_ROW = "content";

    /** What is kept of a subject, as it is fingerprinted: word for word, so that nobody has to know what it means. */
    public record Content(String text) {}

    private static final String SESSION_ROW = "session/";
    private static final String OVERRIDE_ROW = "override/";

    /** The row of a session, as facts name it. */
    public static String row(Session session) {
        return SESSION_ROW + session.id();
    }

    /** The row of an override, as facts name it. */
    public static String row(EmergencyOverride override) {
        return OVERRIDE_ROW + override.id();
    }

    /** Gives every committed fact its position. */
    public static void sealAll(Store store) {
        while (store.seal(PAGE) == PAGE) {
            // One lot after another, so that no transaction grows large.
        }
    }

    /** Signs what the log says now. */
    public Checkpoint checkpoint(Instant now) {
        sealAll(store);
        MerkleTree tree = new MerkleTree();
        walk(recorded -> tree.add(recorded.fact().digest()));
        Checkpoint unsigned =
                new Checkpoint(notary.facility(), tree.size(), tree.root(), now, signatures.version(), "");
        return new Checkpoint(
                unsigned.facility(),
                unsigned.size(),
                unsigned.root(),
                now,
                unsigned.key(),
                signatures.sign(unsigned.statement()));
    }

    /** Examines everything, against a kept checkpoint if there is one. */
    public VerificationResult verify(@Nullable Checkpoint kept) {
        return new Examination().run(kept);
    }

    private long walk(Consumer<LoggedFact> each) {
        long after = 0;
        List<LoggedFact> page;
        do {
            page = store.log(after, PAGE);
            page.forEach(each);
            after = page.isEmpty() ? after : page.get(page.size() - 1).position();
        } while (page.size() == PAGE);
        return after;
    }

    private <T> void eachOf(Query<T> query, Consumer<T> each) {
        Paging paging = Paging.first(PAGE);
        while (paging != null) {
            Page<T> page = store.page(query, paging);
            page.items().forEach(each);
            paging = page.following(paging).orElse(null);
        }
    }

    /** What the last fact about a row said of it. */
    private record Left(String fingerprint, long sequence, int key) {}

    /** One run. */
    private final class Examination {

        private final FactSigning.Hand hand = notary.hand();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Finding> logFindings = new ArrayList<>();
        private final MultisetHash ofSubjects = MultisetHash.random(random);
        private final MultisetHash ofLog = ofSubjects.sibling();
        private long subjects;
        private long rows;
        private long sealed;
        private long furthest;

        VerificationResult run(@Nullable Checkpoint kept) {
            sealAll(store);
            readable(logFindings, null, () -> examineLog(kept));
            eachOf(new Query.Subjects(), this::examine);
            readable(findings, null, this::searchStrayRows);
            if (findings.isEmpty() && logFindings.isEmpty() && !ofSubjects.same(ofLog)) {
                searchLog();
            }
            // Sealed meanwhile, or once sealed and then cut from the end of the log.
            if (furthest > sealed && !endsWith(furthest)) {
                logFindings.add(new Finding(Defect.LOG_GAP, null, 0, sealed + 1));
            }
            findings.addAll(logFindings);
            return new VerificationResult(
                    subjects, ofSubjects.count(), findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
        }

        private void examineLog(@Nullable Checkpoint kept) {
            boolean usable = kept != null
                    && kept.facility().equals(notary.facility())
                    && signatures.verify(kept.key(), kept.statement(), kept.signature());
            long covered = kept != null && usable ? kept.size() : 0;
            MerkleTree tree = new MerkleTree();
            sealed = walk(recorded -> {
                if (recorded.position() != ofLog.count() + 1 && logFindings.isEmpty()) {
                    logFindings.add(new Finding(Defect.LOG_GAP, null, 0, ofLog.count() + 1));
                }
                ofLog.add(recorded.fact().digest(), recorded.position());
                if (tree.size() < covered) {
                    tree.add(recorded.fact().digest());
                }
            });
            if (kept == null) {
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
                SubjectExamination once = new SubjectExamination(subject, hand, ofSubjects.sibling(), sealed);
                readable(once.found, subject, once::run);
                if (once.found.isEmpty() || once.version == version(subject)) {
                    subjects++;
                    rows += once.rows;
                    furthest = Math.max(furthest, once.lastPosition);
                    ofSubjects.addAll(once.facts);
                    if (findings.size() < MOST_FINDINGS) {
                        findings.addAll(once.found);
                    }
                    return;
                }
                // Somebody worked on it while we looked, so what we saw need not belong together.
            }
            throw new TrackingException.Busy(subject + " changes too fast to be verified; try again");
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

        /** Rows of assets that nobody examined because nothing leads there. */
        private void searchStrayRows() {
            if (eachRow(asset -> {}) != rows) {
                eachRow(this::stray);
            }
        }

        private long eachRow(Consumer<AssetId> each) {
            long[] count = new long[1];
            Consumer<AssetId> counted = asset -> {
                count[0]++;
                each.accept(asset);
            };
            eachOf(new Query.Assets(AssetFilter.all()), row -> counted.accept(row.id()));
            eachOf(Query.Sessions.all(), row -> counted.accept(row.asset()));
            eachOf(new Query.Overrides(null, false), row -> counted.accept(row.asset()));
            return count[0];
        }

        private void stray(AssetId asset) {
            Subject subject = Subject.asset(asset);
            if (findings.size() < MOST_FINDINGS && version(subject) == 0) {
                findings.add(new Finding(Defect.ROW_ADDED, subject, 0, 0));
            }
        }

        private void searchLog() {
            walk(recorded -> {
                SignedFact fact = recorded.fact();
                if (logFindings.size() < MOST_FINDINGS && recorded.position() <= sealed) {
                    Defect defect = version(fact.subject()) == 0
                            ? Defect.ROW_MISSING
                            : store.facts(fact.subject(), fact.sequence() - 1, 1)
                                            .contains(recorded)
                                    ? null
                                    : Defect.LOG_DIFFERS;
                    if (defect != null) {
                        logFindings.add(new Finding(defect, fact.subject(), fact.sequence(), recorded.position()));
                    }
                }
            });
            if (logFindings.isEmpty()) {
                logFindings.add(new Finding(Defect.LOG_DIFFERS, null, 0, 0));
            }
        }
    }

    private boolean endsWith(long position) {
        List<LoggedFact> there = store.log(position - 1, 1);
        return !there.isEmpty() && there.get(0).position() == position;
    }

    private long version(Subject subject) {
        try {
            List<Dossier> found = store.find(new DossierKey.OfSubject(subject), null).dossiers();
            return found.isEmpty() ? 0 : found.get(0).version();
        } catch (TrackingException.Failure unreadable) {
            return UNREADABLE;
        }
    }

    /** One look at one subject. */
    private final class SubjectExamination {

        private final Subject subject;
        private final FactSigning.Hand hand;
        private final MultisetHash facts;
        private final long sealed;
        private final List<Finding> found = new ArrayList<>();
        private final Map<String, Left> left = new LinkedHashMap<>();
        private long version = UNREADABLE;
        private long last;
        private long lastPosition;
        private @Nullable SessionId open;
        private long rows;

        SubjectExamination(Subject subject, FactSigning.Hand hand, MultisetHash facts, long sealed) {
            this.subject = subject;
            this.hand = hand;
            this.facts = facts;
            this.sealed = sealed;
        }

        void run() {
            List<Dossier> dossiers =
                    store.find(new DossierKey.OfSubject(subject), null).dossiers();
            Dossier dossier = dossiers.isEmpty() ? Dossier.empty(subject) : dossiers.get(0);
            version = dossier.version();
            List<LoggedFact> page;
            do {
                page = store.facts(subject, last, PAGE);
                page.forEach(this::examine);
            } while (page.size() == PAGE && page.get(PAGE - 1).fact().sequence() == last);
            if (last < version) {
                find(Defect.MISSING, last + 1, 0);
            } else if (last > version) {
                find(Defect.ROW_ALTERED, last, 0);
            }
            if (dossier.asset() != null) {
                rows++;
                compare(ASSET_ROW, dossier.asset());
                dossier.asset().identifiers().forEach(each -> leadsHere(new DossierKey.OfIdentifiers(null, List.of(each))));
            }
            Left content = left.get(CONTENT_ROW);
            // What is left of somebody's last competence is nothing, and says so.
            boolean emptied = content != null
                    && dossier.content().isEmpty()
                    && hand.stateHolds(content.key(), CONTENT_ROW, new Content(""), content.fingerprint());
            if (emptied || !dossier.content().isEmpty()) {
                compare(CONTENT_ROW, new Content(dossier.content()));
            }
            if (subject.isModel() && !dossier.content().isEmpty()) {
                compareClaims(dossier.content());
            }
            if (subject.isAsset()) {
                AssetId asset = new AssetId(subject.id());
                eachOf(Query.Sessions.of(asset), session -> {
                    rows++;
                    compare(row(session), session);
                    open = session.isOpen() ? session.id() : open;
                });
                // Who has the asset is told by a claim beside the rows; it must say what they say.
                if (!Objects.equals(open, dossier.open().map(Session::id).orElse(null))) {
                    find(Defect.ROW_ALTERED, last, 0);
                }
                eachOf(new Query.Overrides(asset, false), override -> {
                    rows++;
                    compare(row(override), override);
                });
            }
            left.forEach((row, gone) -> {
                // Rows of a kind that a later version brought are for that version to compare.
                if (row.equals(ASSET_ROW)
                        || row.equals(CONTENT_ROW)
                        || row.startsWith(SESSION_ROW)
                        || row.startsWith(OVERRIDE_ROW)) {
                    find(Defect.ROW_MISSING, gone.sequence(), 0);
                }
            });
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
            Defect defect = hand.defect(fact);
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

        private void compareClaims(String content) {
            Model model;
            try {
                model = RecordCodec.read(Model.class, content);
            } catch (RuntimeException broken) {
                find(Defect.UNREADABLE, last, 0);
                return;
            }
            model.identifiers().forEach(each -> leadsHere(new DossierKey.OfHolder(Subject.MODEL, List.of(each))));
        }

        /** Who has an identifier is told by a claim beside the row, which must say what the row says. */
        private void leadsHere(DossierKey key) {
            if (store.find(key, null).dossiers().stream()
                    .noneMatch(carrier -> carrier.subject().equals(subject))) {
                find(Defect.ROW_ALTERED, last, 0);
            }
        }

        private void compare(String row, Record value) {
            Left said = left.remove(row);
            if (said == null) {
                find(Defect.ROW_ADDED, last, 0);
            } else if (!hand.stateHolds(said.key(), row, value, said.fingerprint())) {
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
