package io.wardtally.tracking.jpa.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An asset as it stands: a row of {@code wt_asset}, to be read. */
@EntityListeners(ReadOnly.class)
@Entity(name = "WardtallyAsset")
@Table(name = "wt_asset")
@SuppressWarnings("NullAway.Init") // the provider fills it
public class WardtallyAsset {

    @Id
    @Column(name = "id", length = 64, nullable = false, insertable = false, updatable = false)
    private String id;

    @Column(name = "version", nullable = false, insertable = false, updatable = false)
    private long version;

    @Column(name = "name", length = 200, nullable = false, insertable = false, updatable = false)
    private String name;

    @Column(name = "category", length = 64, nullable = false, insertable = false, updatable = false)
    private String category;

    @Column(name = "manufacturer", length = 200, insertable = false, updatable = false)
    private @Nullable String manufacturer;

    @Column(name = "model", length = 200, insertable = false, updatable = false)
    private @Nullable String model;

    @Column(name = "serial", length = 200, insertable = false, updatable = false)
    private @Nullable String serial;

    @Column(name = "lot", length = 200, insertable = false, updatable = false)
    private @Nullable String lot;

    @Column(name = "made", insertable = false, updatable = false)
    private @Nullable LocalDate made;

    @Column(name = "expires", insertable = false, updatable = false)
    private @Nullable LocalDate expires;

    @Column(name = "identifiers", length = 1_000_000, insertable = false, updatable = false)
    private @Nullable String identifiers;

    @Column(name = "life", length = 20, nullable = false, insertable = false, updatable = false)
    private String life;

    @Column(name = "present_condition", length = 20, nullable = false, insertable = false, updatable = false)
    private String presentCondition;

    @Column(name = "holds", length = 1_000_000, insertable = false, updatable = false)
    private @Nullable String holds;

    @Column(name = "status", length = 20, nullable = false, insertable = false, updatable = false)
    private String status;

    @Column(name = "vendor", length = 200, insertable = false, updatable = false)
    private @Nullable String vendor;

    @Column(name = "owned_since", insertable = false, updatable = false)
    private @Nullable Instant ownedSince;

    @Column(name = "owned_until", insertable = false, updatable = false)
    private @Nullable Instant ownedUntil;

    @Column(name = "department", length = 64, nullable = false, insertable = false, updatable = false)
    private String department;

    @Column(name = "room", length = 64, insertable = false, updatable = false)
    private @Nullable String room;

    @Column(name = "last_used", insertable = false, updatable = false)
    private @Nullable Instant lastUsed;

    /** For the provider. */
    protected WardtallyAsset() {}

    /** The hospital's id of it. */
    public String getId() {
        return id;
    }

    /** The number of its last fact. */
    public long getVersion() {
        return version;
    }

    /** Name that people use. */
    public String getName() {
        return name;
    }

    /** The kind of device. */
    public String getCategory() {
        return category;
    }

    /** Manufacturer. */
    public @Nullable String getManufacturer() {
        return manufacturer;
    }

    /** The maker's model. */
    public @Nullable String getModel() {
        return model;
    }

    /** The maker's serial number. */
    public @Nullable String getSerial() {
        return serial;
    }

    /** The maker's lot or batch. */
    public @Nullable String getLot() {
        return lot;
    }

    /** The day on which it was made. */
    public @Nullable LocalDate getMade() {
        return made;
    }

    /** The last day on which it may be used. */
    public @Nullable LocalDate getExpires() {
        return expires;
    }

    /** Identifiers on it, a line for each: kind, value and issuer, apart by tabs. */
    public @Nullable String getIdentifiers() {
        return identifiers;
    }

    /** A name of {@link io.wardtally.tracking.asset.LifeStage}. */
    public String getLife() {
        return life;
    }

    /** A name of {@link io.wardtally.tracking.asset.Condition}. */
    public String getPresentCondition() {
        return presentCondition;
    }

    /** Its holds, a line each: id, kind, owner, reason and time, apart by tabs; null if there are none. */
    public @Nullable String getHolds() {
        return holds;
    }

    /** A name of {@link io.wardtally.tracking.asset.AssetStatus}. */
    public String getStatus() {
        return status;
    }

    /** Whom it is rented from; null if it is the hospital's own. */
    public @Nullable String getVendor() {
        return vendor;
    }

    /** Since when it is owned or rented. */
    public @Nullable Instant getOwnedSince() {
        return ownedSince;
    }

    /** End of the rental. */
    public @Nullable Instant getOwnedUntil() {
        return ownedUntil;
    }

    /** The department in which it was last known to stand. */
    public String getDepartment() {
        return department;
    }

    /** The room. */
    public @Nullable String getRoom() {
        return room;
    }

    /** End of its last use. */
    public @Nullable Instant getLastUsed() {
        return lastUsed;
    }
}
