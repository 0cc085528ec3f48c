package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;

import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.audit.Entry;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.scan.Backlog;
import io.wardtally.tracking.scan.Deed;
import io.wardtally.tracking.scan.Receipt;
import io.wardtally.tracking.scan.Receipt.State;
import io.wardtally.tracking.scan.Sighting;
import io.wardtally.tracking.scan.Sighting.Outcome;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.Key;
import io.wardtally.tracking.store.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How what a scanner hands over late is recorded: line by line, each a request of its own. */
final class Backlogs {

    private static final Set<Outcome> KNOWN = Set.of(Outcome.FOUND, Outcome.RETIRED);
    private static final int FACTS_AT_ONCE = 50;

    private final House house;
    private final Flow flow;
    private final Seat seat;
    private final Function<String, Sighting> scan;

    Backlogs(House house, Flow flow, Seat seat, Function<String, Sighting> scan) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
        this.scan = scan;
    }

    List<Receipt> settle(Backlog backlog) {
        return flow.partly(
                seat.actor(),
                () -> receipts(backlog),
                Permission.USE,
                Permission.END_ELSEWHERE,
                Permission.MOVE,
                Permission.CLEAN,
                Permission.REPORT);
    }

    private List<Receipt> receipts(Backlog backlog) {
        Duration behind = Duration.between(backlog.clock(), house.now());
        List<Backlog.Line> lines = backlog.lines();
        List<Integer> inOrder = IntStream.range(0, lines.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> lines.get(i).sequence()))
                .toList();
        Receipt[] receipts = new Receipt[lines.size()];
        for (int i = 0; i < receipts.length; i++) {
            Backlog.Line line = lines.get(inOrder.get(i));
            Instant next =
                    i + 1 < receipts.length ? lines.get(inOrder.get(i + 1)).at() : backlog.clock();
            receipts[inOrder.get(i)] = receipt(backlog.client(), line, ours(line.at(), behind), ours(next, behind));
        }
        List<Receipt> all = List.of(receipts);
        noteNews(backlog, all);
        return all;
    }

    private static Instant ours(Instant theirs, Duration behind) {
        return theirs.plus(behind).truncatedTo(ChronoUnit.MICROS);
    }

    private Receipt receipt(String client, Backlog.Line line, Instant at, Instant nextAt) {
        try {
            return settle(client, line, at, nextAt);
        } catch (TrackingException.BadInput
                | TrackingException.NotFound
                | TrackingException.NotAllowed
                | TrackingException.Conflict no) {
            return new Receipt(
                    line.sequence(), State.REFUSED, null, no.code(), String.valueOf(no.getMessage()), null, null);
        }
    }

    private Receipt settle(String client, Backlog.Line line, Instant at, Instant nextAt) {
        Deed deed = line.deed();
        Pseudonym patient = deed instanceof Deed.Take take && take.patient() != null
                ? house.pseudonyms().of(take.patient())
                : null;
        UUID id = house.ids().get();
        Sighting seen = scan.apply(line.code());
        // Even what leads nowhere by now may have been settled once, and is looked for among the answers.
        Key key = KNOWN.contains(seen.outcome())
                ? AssetDesk.key(seen.asset().id())
                : new Key.OfSubject(Subject.client(client));
        Seat once = new Seat(seat.actor(), RequestId.of("line/" + client + '/' + line.sequence()));
        return flow.change(
                once,
                key,
                Form.RECEIPT,
                on -> {
                    Asset asset = seen.asset();
                    BacklogRules.Late late = new BacklogRules.Late(line, at, nextAt, id, patient);
                    return BacklogRules.settle(
                            on,
                            late,
                            since(Subject.asset(asset.id()), on.dossier().version(), at));
                },
                content("settle", line.at(), line.code(), deed.getClass().getSimpleName(), deed),
                doors(deed));
    }

    private static Permission[] doors(Deed deed) {
        if (deed instanceof Deed.GiveBack) {
            return new Permission[] {Permission.USE, Permission.END_ELSEWHERE};
        }
        return new Permission[] {
            deed instanceof Deed.Take
                    ? Permission.USE
                    : deed instanceof Deed.Move
                            ? Permission.MOVE
                            : deed instanceof Deed.Clean ? Permission.CLEAN : Permission.REPORT
        };
    }

    /** What has happened to the asset after this. */
    private List<Entry> since(Subject asset, long version, Instant at) {
        List<Entry> since = new ArrayList<>();
        long to = version;
        while (to > 0) {
            long from = Math.max(0, to - FACTS_AT_ONCE);
            List<Recorded> part = house.store().facts(asset, from, (int) (to - from));
            since.addAll(
                    0,
                    part.stream()
                            .filter(recorded -> recorded.fact().happened().isAfter(at))
                            .map(house.notary()::read)
                            .toList());
            boolean reachesBack =
                    part.isEmpty() || part.get(0).fact().recorded().isBefore(at);
            to = reachesBack ? 0 : from;
        }
        return since;
    }

    private void noteNews(Backlog backlog, List<Receipt> receipts) {
        int applied = count(receipts, State.APPLIED);
        int conflicts = count(receipts, State.CONFLICT);
        if (applied + conflicts > 0) {
            LongSummaryStatistics sequences =
                    receipts.stream().mapToLong(Receipt::sequence).summaryStatistics();
            flow.note(
                    seat.actor(),
                    Subject.client(backlog.client()),
                    new Fact.BacklogSettled(
                            backlog.clock(), sequences.getMin(), sequences.getMax(), applied, conflicts));
        }
    }

    private static int count(List<Receipt> receipts, State state) {
        return (int)
                receipts.stream().filter(receipt -> receipt.state() == state).count();
    }
}
