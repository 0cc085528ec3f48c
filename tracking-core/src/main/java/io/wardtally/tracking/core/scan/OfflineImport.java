package io.wardtally.tracking.core.scan;

import static io.wardtally.tracking.core.kernel.Commands.content;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Fact.Aspect;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.audit.FactReader;
import io.wardtally.tracking.core.codec.RecordCodec;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Commands;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.core.kernel.Rule;
import io.wardtally.tracking.core.scan.OfflineDating.Possible;
import io.wardtally.tracking.scan.OfflineAction;
import io.wardtally.tracking.scan.OfflineBatch;
import io.wardtally.tracking.scan.OfflineReceipt;
import io.wardtally.tracking.scan.OfflineReceipt.State;
import io.wardtally.tracking.scan.ScanResult;
import io.wardtally.tracking.scan.ScanResult.Outcome;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The import of what a scanner hands over late: line by line, each a request of its own. */
final class OfflineImport {

    private static final Map<Class<? extends OfflineAction>, List<Permission>> PERMISSIONS = Map.of(
            OfflineAction.Take.class, List.of(Permission.USE),
            OfflineAction.GiveBack.class, List.of(Permission.USE, Permission.END_ELSEWHERE),
            OfflineAction.Move.class, List.of(Permission.MOVE),
            OfflineAction.Clean.class, List.of(Permission.CLEAN),
            OfflineAction.Fault.class, List.of(Permission.REPORT));
    private static final Set<Outcome> KNOWN = Set.of(Outcome.FOUND, Outcome.RETIRED);

    // Whoever was refused may try again.
    private static final AnswerCodec<OfflineReceipt> ANSWER = new AnswerCodec<>(
            receipt -> receipt.state() == State.APPLIED || receipt.state() == State.CONFLICT
                    ? RecordCodec.write(receipt)
                    : null,
            text -> RecordCodec.read(OfflineReceipt.class, text).again());

    private final Kernel kernel;
    private final Caller caller;
    private final Function<String, ScanResult> scan;

    OfflineImport(Kernel kernel, Caller caller, Function<String, ScanResult> scan) {
        this.kernel = kernel;
        this.caller = caller;
        this.scan = scan;
    }

    List<OfflineReceipt> receive(OfflineBatch batch) {
        return kernel.access()
                .somewhere(
                        caller.actor(),
                        () -> receipts(batch),
                        PERMISSIONS.values().stream().flatMap(List::stream).toArray(Permission[]::new));
    }

    private List<OfflineReceipt> receipts(OfflineBatch batch) {
        List<OfflineBatch.Line> lines = batch.lines();
        List<Integer> inOrder = IntStream.range(0, lines.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> lines.get(i).sequence()))
                .toList();
        OfflineReceipt[] receipts = new OfflineReceipt[lines.size()];
        Function<Duration, List<Possible>> times =
                times(batch.clock(), inOrder.stream().map(lines::get).toList());
        for (int i = 0; i < receipts.length; i++) {
            int place = i;
            receipts[inOrder.get(i)] = receipt(
                    batch.client(),
                    lines.get(inOrder.get(i)),
                    oldest -> times.apply(oldest).get(place));
        }
        List<OfflineReceipt> all = List.of(receipts);
        record(batch, all);
        return all;
    }

    /** Times of all lines, by how old a line may be; which rules are in force is known only where a line is decided. */
    private Function<Duration, List<Possible>> times(Instant clock, List<OfflineBatch.Line> inOrder) {
        List<Instant> readings = inOrder.stream().map(OfflineBatch.Line::at).toList();
        Instant received = kernel.now();
        Map<Duration, List<Possible>> known = new HashMap<>();
        return oldest -> known.computeIfAbsent(oldest, some -> OfflineDating.of(readings, clock, received, some));
    }

    private OfflineReceipt receipt(String client, OfflineBatch.Line line, Function<Duration, Possible> when) {
        try {
            return settle(client, line, when);
        } catch (TrackingException no) {
            if (!Commands.isOfOneThing(no)) {
                throw no;
            }
            return OfflineReceipt.refused(line.sequence(), no.code(), no.message());
        }
    }

    private OfflineReceipt settle(String client, OfflineBatch.Line line, Function<Duration, Possible> when) {
        OfflineAction action = line.action();
        Pseudonym patient = action instanceof OfflineAction.Take take && take.patient() != null
                ? kernel.pseudonyms().of(take.patient())
                : null;
        UUID id = kernel.id();
        ScanResult seen = scan.apply(line.code());
        // Even what leads nowhere by now may have been settled once, and is looked for among the answers.
        boolean known = KNOWN.contains(seen.outcome());
        Subject about = known ? Subject.asset(seen.asset().id()) : Subject.client(client);
        Rule<OfflineReceipt> rule = on -> {
            if (!known) {
                throw new TrackingException.NotFound(
                        Code.ASSET_UNKNOWN, seen.readiness().message());
            }
            Instant decided = line.decided();
            Possible possible = decided == null
                    ? when.apply(OfflineRules.oldest(on))
                    : Possible.exactly(decided.truncatedTo(ChronoUnit.MICROS));
            OfflineRules.Late late = new OfflineRules.Late(line, possible, id, patient);
            return OfflineRules.undecided(on, late)
                    .map(Decision::unchanged)
                    .orElseGet(() -> OfflineRules.decide(on, late, since(on.dossier(), late)));
        };
        return kernel.commands()
                .change(
                        new Command<>(
                                caller.asking(request(client, line)),
                                new DossierKey.OfSubject(about),
                                ANSWER,
                                rule,
                                content(
                                        "settle",
                                        line.at(),
                                        line.code(),
                                        action.getClass().getSimpleName(),
                                        action)),
                        Objects.requireNonNull(PERMISSIONS.get(action.getClass()))
                                .toArray(Permission[]::new));
    }

    /** A line is its sender's: neither a request id nor the lines of somebody else are in its way. */
    private RequestId request(String client, OfflineBatch.Line line) {
        RequestId own = RequestId.of(client + '/' + line.sequence());
        return new RequestId("line/" + own.by(caller.actor().id()));
    }

    /** Later facts about the asset, to which the line may have to yield. */
    private List<AuditEntry> since(Dossier asset, OfflineRules.Late late) {
        Set<Aspect> rivals = OfflineRules.rivals(late.line().action());
        return rivals.isEmpty()
                ? List.of()
                : kernel.facts(asset, late.at()).stream()
                        .filter(recorded -> recorded.fact().happened().isAfter(late.at()))
                        .map(FactReader::read)
                        .filter(entry -> entry.fact().touches().stream().anyMatch(rivals::contains))
                        .toList();
    }

    /** Puts the scanner's clock beside ours in the trail, once for what is new; after a lost answer, too. */
    private void record(OfflineBatch batch, List<OfflineReceipt> receipts) {
        List<OfflineReceipt> news = receipts.stream()
                .filter(receipt -> receipt.state() == State.APPLIED || receipt.state() == State.CONFLICT)
                .toList();
        List<OfflineReceipt> settled = news.isEmpty()
                ? receipts.stream()
                        .filter(receipt -> receipt.state() == State.DUPLICATE)
                        .toList()
                : news;
        LongSummaryStatistics sequences =
                settled.stream().mapToLong(OfflineReceipt::sequence).summaryStatistics();
        Subject client = Subject.client(batch.client());
        if (!news.isEmpty() || (!settled.isEmpty() && sequences.getMax() > lastNoted(client))) {
            kernel.commands()
                    .note(
                            caller.actor(),
                            client,
                            new Fact.OfflineBatchImported(
                                    batch.clock(),
                                    sequences.getMin(),
                                    sequences.getMax(),
                                    count(settled, State.APPLIED),
                                    count(settled, State.CONFLICT)));
        }
    }

    private long lastNoted(Subject client) {
        long version = kernel.commands()
                .view(caller, new DossierKey.OfSubject(client))
                .dossier()
                .version();
        return kernel.store().journal().facts(client, Math.max(0, version - 1), 1).stream()
                .map(FactReader::read)
                .map(entry -> entry.fact() instanceof Fact.OfflineBatchImported settled ? settled.last() : 0L)
                .findFirst()
                .orElse(0L);
    }

    private static int count(List<OfflineReceipt> receipts, State state) {
        return (int) receipts.stream()
                .filter(receipt -> receipt.state() == state || receipt.before() == state)
                .count();
    }
}
