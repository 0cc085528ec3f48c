package io.wardtally.tracking.jpa.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session with its first segment: a row of {@code wt_session}, to be read. */
@EntityListeners(ReadOnly.class)
@Entity(name = "WardtallySession")
@Table(name = "wt_session")
@SuppressWarnings("NullAway.Init") // the provider fills it
public class WardtallySession {

    @Id
    @Column(name = "id", nullable = false, insertable = false, updatable = false)
    private UUID id;

    @Column(name = "asset_id", length = 64, nullable = false, insertable = false, updatable = false)
    private String assetId;

    @Column(name = "started", nullable = false, insertable = false, updatable = false)
    private Instant started;

    @Column(name = "ended", insertable = false, updatable = false)
    private @Nullable Instant ended;

    @Column(name = "expected_nanos", insertable = false, updatable = false)
    private @Nullable Long expectedNanos;

    @Column(name = "reason", length = 2000, insertable = false, updatable = false)
    private @Nullable String reason;

    @Column(name = "notes", length = 2000, insertable = false, updatable = false)
    private @Nullable String notes;

    @Column(name = "user_id", length = 64, nullable = false, insertable = false, updatable = false)
    private String userId;

    @Column(name = "department", length = 64, nullable = false, insertable = false, updatable = false)
    private String department;

    @Column(name = "patient", length = 64, insertable = false, updatable = false)
    private @Nullable String patient;

    @Column(name = "handovers", nullable = false, insertable = false, updatable = false)
    private int handovers;

    @Column(name = "voided", nullable = false, insertable = false, updatable = false)
    private boolean voided;

    @Column(name = "end_clamped", nullable = false, insertable = false, updatable = false)
    private boolean endClamped;

    @Column(name = "override_id", insertable = false, updatable = false)
    private @Nullable UUID overrideId;

    @Column(name = "procedure_name", length = 650, insertable = false, updatable = false)
    private @Nullable String procedureName;

    @Column(name = "asked", insertable = false, updatable = false)
    private @Nullable Integer asked;

    @Column(name = "confirmed", insertable = false, updatable = false)
    private @Nullable Integer confirmed;

    @Column(name = "active_asset_id", length = 64, insertable = false, updatable = false)
    private @Nullable String activeAssetId;

    /** For the provider. */
    protected WardtallySession() {}

    /** Its name. */
    public UUID getId() {
        return id;
    }

    /** Asset in use. */
    public String getAssetId() {
        return assetId;
    }

    /** Start of the use. */
    public Instant getStarted() {
        return started;
    }

    /** End of the use; null while it goes on. */
    public @Nullable Instant getEnded() {
        return ended;
    }

    /** Expected duration, in nanoseconds. */
    public @Nullable Long getExpectedNanos() {
        return expectedNanos;
    }

    /** Reason for the use. */
    public @Nullable String getReason() {
        return reason;
    }

    /** Notes at the return. */
    public @Nullable String getNotes() {
        return notes;
    }

    /** Person who was accountable first. */
    public String getUserId() {
        return userId;
    }

    /** For which department first. */
    public String getDepartment() {
        return department;
    }

    /** For which patient first, by pseudonym. */
    public @Nullable String getPatient() {
        return patient;
    }

    /** Number of further segments. */
    public int getHandovers() {
        return handovers;
    }

    /** Whether it was entered in error. */
    public boolean isVoided() {
        return voided;
    }

    /** Whether its end was set to its start because a clock was wrong. */
    public boolean isEndClamped() {
        return endClamped;
    }

    /** The emergency override under which it was started. */
    public @Nullable UUID getOverrideId() {
        return overrideId;
    }

    /** The procedure for use that was in force. */
    public @Nullable String getProcedureName() {
        return procedureName;
    }

    /** Number of things to be confirmed before use; null if nothing was known of how the device is made ready. */
    public @Nullable Integer getAsked() {
        return asked;
    }

    /** Number of them that were confirmed. */
    public @Nullable Integer getConfirmed() {
        return confirmed;
    }

    /** The asset while the session is open, null afterwards; the database keeps it unique. */
    public @Nullable String getActiveAssetId() {
        return activeAssetId;
    }
}
