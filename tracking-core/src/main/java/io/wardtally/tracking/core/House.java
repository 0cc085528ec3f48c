package io.wardtally.tracking.core;

import io.wardtally.tracking.Policies;
import io.wardtally.tracking.core.atlas.Knowledge;
import io.wardtally.tracking.core.audit.FactSigning;
import io.wardtally.tracking.core.audit.Verifier;
import io.wardtally.tracking.core.keys.Pseudonymiser;
import io.wardtally.tracking.core.scan.CodeReader;
import io.wardtally.tracking.staff.AccessPolicy;
import io.wardtally.tracking.staff.CompetenceProvider;
import io.wardtally.tracking.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all desks of one hospital share. */
record House(
        Store store,
        ZoneId zone,
        Clock clock,
        Supplier<UUID> ids,
        Policies policies,
        AccessPolicy access,
        Pseudonymiser pseudonyms,
        FactSigning notary,
        Verifier verifier,
        CodeReader codes,
        Knowledge knowledge,
        @Nullable CompetenceProvider competences,
        Listeners watchers,
        BackgroundExecutor aside) {

    /** The store in transactions of its own. */
    Store background() {
        return store.background().orElse(store);
    }

    /** The present day where the house stands. */
    LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    /** The one place where time is read; microseconds are what every database keeps. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
