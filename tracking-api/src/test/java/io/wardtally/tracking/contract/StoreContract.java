package io.wardtally.tracking.contract;

import io.wardtally.tracking.store.Store;

/**
 * What every {@link Store} owes, in memory or in any database. To hold a store to it, extend this class, hand out empty
 * stores in {@link #newStore()}, and let JUnit Jupiter and jqwik run the subclass. Properties run outside of Jupiter's
 * life cycle, so {@link #newStore()} must do without {@code @BeforeEach} and its like; with
 * {@code -Dwardtally.exhaustive=true} everything is tried more often.
 */
public abstract class StoreContract
        implements FacilityDuties,
                StoredAsGivenDuties,
                CommitDuties,
                ClaimDuties,
                IdentifierDuties,
                ItemDuties,
                RequestDuties,
                DossierDuties,
                RaceDuties,
                PageDuties,
                SearchDuties,
                FactDuties,
                CheckDuties,
                InterleavingDuties,
                JudgedDuties,
                GuardDuties,
                JournalDuties {}
