package io.wardtally.tracking.core;

import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.core.audit.Verifier;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the trail is read and proved. */
final class AuditService implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    private final House house;
    private final Flow flow;
    private final Caller seat;

    AuditService(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        this.seat = seat;
    }

    @Override
    public Page<AuditEntry> trail(Subject subject, Paging paging) {
        given("subject", subject);
        long after = sequence(given("paging", paging).after());
        return allowed(Permission.READ_AUDIT, () -> {
            // One more than wanted tells whether anything follows.
            List<LoggedFact> facts = house.store().facts(subject, after, paging.limit() + 1);
            List<AuditEntry> entries = entries(facts.subList(0, Math.min(facts.size(), paging.limit())));
            boolean more = facts.size() > paging.limit();
            return new Page<>(
                    entries,
                    more ? Long.toString(entries.get(entries.size() - 1).sequence()) : null);
        });
    }

    private static long sequence(@Nullable String token) {
        try {
            return token == null ? 0 : Long.parseLong(token);
        } catch (NumberFormatException notOurs) {
            throw new TrackingException.BadInput(Code.BAD_PAGE_TOKEN, "this is no page token of an audit trail");
        }
    }

    @Override
    public List<AuditEntry> log(long afterPosition, int limit) {
        Paging checked = Paging.first(limit);
        if (afterPosition < 0) {
            throw Check.bad("log positions begin with 1");
        }
        return allowed(Permission.READ_AUDIT, () -> {
            Store committed = house.background();
            Verifier.sealAll(committed);
            return entries(committed.log(afterPosition, checked.limit()));
        });
    }

    private List<AuditEntry> entries(List<LoggedFact> facts) {
        return facts.stream().map(house.notary()::read).toList();
    }

    @Override
    public VerificationResult verify() {
        return verified(null);
    }

    @Override
    public VerificationResult verify(Checkpoint kept) {
        return verified(given("checkpoint", kept));
    }

    private VerificationResult verified(@Nullable Checkpoint kept) {
        VerificationResult verdict = allowed(Permission.READ_AUDIT, () -> house.verifier().verify(kept));
        if (!verdict.intact()) {
            LOG.error("the audit trail is {}", verdict);
        }
        return verdict;
    }

    @Override
    public Checkpoint checkpoint() {
        return allowed(Permission.CHECKPOINT, () -> house.verifier().checkpoint(house.now()));
    }

    private <T> T allowed(Permission door, Supplier<T> act) {
        return flow.wholly(seat.actor(), door, act);
    }
}
