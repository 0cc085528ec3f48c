package io.wardtally.tracking.core;

import static io.wardtally.tracking.internal.Check.given;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.audit.Audit;
import io.wardtally.tracking.audit.AuditEntry;
import io.wardtally.tracking.audit.Checkpoint;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.audit.VerificationResult;
import io.wardtally.tracking.core.audit.FactReader;
import io.wardtally.tracking.core.audit.Verifier;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.Store;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audit service: the audit trail, as one person may read and verify it. */
final class AuditService implements Audit {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    private final Kernel kernel;
    private final Verifier verifier;
    private final Caller caller;

    AuditService(Kernel kernel, Verifier verifier, Caller caller) {
        this.kernel = kernel;
        this.verifier = verifier;
        this.caller = caller;
    }

    @Override
    public Page<AuditEntry> trail(Subject subject, Paging paging) {
        given("subject", subject);
        long after = sequence(given("paging", paging).after());
        return allowed(Permission.READ_AUDIT, () -> {
            // One more than wanted tells whether anything follows.
            List<LoggedFact> facts = kernel.store().journal().facts(subject, after, paging.limit() + 1);
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
            throw new TrackingException.BadInput(Code.BAD_PAGE_TOKEN, Message.of("paging.token-of-trail"));
        }
    }

    @Override
    public List<AuditEntry> log(long afterPosition, int limit) {
        Paging checked = Paging.first(limit);
        if (afterPosition < 0) {
            throw Check.bad("audit.position-malformed");
        }
        return allowed(Permission.READ_AUDIT, () -> {
            Store committed = kernel.background();
            Verifier.sealAll(committed);
            return entries(committed.journal().log(afterPosition, checked.limit()));
        });
    }

    private List<AuditEntry> entries(List<LoggedFact> facts) {
        return facts.stream().map(FactReader::read).toList();
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
        VerificationResult verdict = allowed(Permission.READ_AUDIT, () -> verifier.verify(kept));
        if (!verdict.intact()) {
            LOG.error("the audit trail is {}", verdict);
        }
        return verdict;
    }

    @Override
    public Checkpoint checkpoint() {
        return allowed(Permission.CHECKPOINT, () -> verifier.checkpoint(kernel.now()));
    }

    private <T> T allowed(Permission door, Supplier<T> act) {
        return kernel.access().everywhere(caller.actor(), door, act);
    }
}
