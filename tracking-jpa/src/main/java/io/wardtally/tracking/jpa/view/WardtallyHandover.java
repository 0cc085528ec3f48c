package io.wardtally.tracking.jpa.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A further segment of a session: a row of {@code wt_handover}, to be read. */
@EntityListeners(ReadOnly.class)
@Entity(name = "WardtallyHandover")
@Table(name = "wt_handover")
@IdClass(WardtallyHandover.HandoverKey.class)
@SuppressWarnings("NullAway.Init") // the provider fills it
public class WardtallyHandover {

    @Id
    @Column(name = "session_id", nullable = false, insertable = false, updatable = false)
    private UUID sessionId;

    @Id
    @Column(name = "number", nullable = false, insertable = false, updatable = false)
    private int number;

    @Column(name = "session_started", nullable = false, insertable = false, updatable = false)
    private Instant sessionStarted;

    @Column(name = "since", nullable = false, insertable = false, updatable = false)
    private Instant since;

    @Column(name = "user_id", length = 64, nullable = false, insertable = false, updatable = false)
    private String userId;

    @Column(name = "department", length = 64, nullable = false, insertable = false, updatable = false)
    private String department;

    @Column(name = "patient", length = 64, insertable = false, updatable = false)
    private @Nullable String patient;

    /** For the provider. */
    protected WardtallyHandover() {}

    /** Of which session. */
    public UUID getSessionId() {
        return sessionId;
    }

    /** Which segment, from 1. */
    public int getNumber() {
        return number;
    }

    /** Start of the session. */
    public Instant getSessionStarted() {
        return sessionStarted;
    }

    /** Start of this segment. */
    public Instant getSince() {
        return since;
    }

    /** Person who is accountable from then on. */
    public String getUserId() {
        return userId;
    }

    /** For which department. */
    public String getDepartment() {
        return department;
    }

    /** For which patient, by pseudonym. */
    public @Nullable String getPatient() {
        return patient;
    }

    /** Primary key. */
    public record HandoverKey(UUID sessionId, int number) {}
}
