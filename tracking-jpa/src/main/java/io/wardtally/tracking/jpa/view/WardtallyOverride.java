package io.wardtally.tracking.jpa.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An emergency override and its review: a row of {@code wt_override}, to be read. */
@EntityListeners(ReadOnly.class)
@Entity(name = "WardtallyOverride")
@Table(name = "wt_override")
@SuppressWarnings("NullAway.Init") // the provider fills it
public class WardtallyOverride {

    @Id
    @Column(name = "id", insertable = false, updatable = false)
    private UUID id;

    @Column(name = "asset_id", insertable = false, updatable = false)
    private String assetId;

    @Column(name = "declared_by", insertable = false, updatable = false)
    private String declaredBy;

    @Column(name = "reason", insertable = false, updatable = false)
    private String reason;

    @Column(name = "passes", insertable = false, updatable = false)
    private String passes;

    @Column(name = "declared", insertable = false, updatable = false)
    private Instant declared;

    @Column(name = "expires", insertable = false, updatable = false)
    private Instant expires;

    @Column(name = "reviewed_by", insertable = false, updatable = false)
    private @Nullable String reviewedBy;

    @Column(name = "justified", insertable = false, updatable = false)
    private @Nullable Boolean justified;

    @Column(name = "review_note", insertable = false, updatable = false)
    private @Nullable String reviewNote;

    @Column(name = "reviewed", insertable = false, updatable = false)
    private @Nullable Instant reviewed;

    /** For the provider. */
    protected WardtallyOverride() {}

    /** Its name. */
    public UUID getId() {
        return id;
    }

    /** Which asset. */
    public String getAssetId() {
        return assetId;
    }

    /** Who declared it. */
    public String getDeclaredBy() {
        return declaredBy;
    }

    /** Why it could not wait. */
    public String getReason() {
        return reason;
    }

    /** The rules it passes, apart by spaces. */
    public String getPasses() {
        return passes;
    }

    /** When. */
    public Instant getDeclared() {
        return declared;
    }

    /** Until when it holds. */
    public Instant getExpires() {
        return expires;
    }

    /** Who reviewed it; null while it awaits review. */
    public @Nullable String getReviewedBy() {
        return reviewedBy;
    }

    /** Whether it was right. */
    public @Nullable Boolean getJustified() {
        return justified;
    }

    /** What the reviewer said. */
    public @Nullable String getReviewNote() {
        return reviewNote;
    }

    /** When it was reviewed. */
    public @Nullable Instant getReviewed() {
        return reviewed;
    }
}
