package io.wardtally.tracking.core.contract;

/**
 * The promises of Wardtally, end to end, over any store. Extend it, give it a fresh store for each call, and run it beside
 * {@code StoreContract}. It needs JUnit Jupiter, jqwik, AssertJ and Logback on the test class path.
 */
public abstract class TrackingContract
        implements SessionPromises,
                CorrectionPromises,
                AssetPromises,
                RecognitionPromises,
                OfflineConflictPromises,
                OfflinePromises,
                ModelPromises,
                ListPromises,
                ForeignListPromises,
                OverridePromises,
                ReadinessPromises,
                AssistantPromises,
                RequestPromises,
                AccessPromises,
                PrivacyPromises,
                AuditPromises,
                CommandPromises,
                ListenerPromises {}
