package io.wardtally.tracking.jpa.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact of the audit trail: a row of {@code wt_fact}, to be read. */
@EntityListeners(ReadOnly.class)
@Entity(name = "WardtallyFact")
@Table(name = "wt_fact")
@IdClass(WardtallyFact.FactKey.class)
@SuppressWarnings("NullAway.Init") // the provider fills it
public class WardtallyFact {

    @Id
    @Column(name = "subject_kind", length = 64, nullable = false, insertable = false, updatable = false)
    private String subjectKind;

    @Id
    @Column(name = "subject_id", length = 64, nullable = false, insertable = false, updatable = false)
    private String subjectId;

    @Id
    @Column(name = "sequence_no", nullable = false, insertable = false, updatable = false)
    private long sequenceNo;

    @Column(name = "position", insertable = false, updatable = false)
    private @Nullable Long position;

    @Column(name = "happened", nullable = false, insertable = false, updatable = false)
    private Instant happened;

    @Column(name = "recorded", nullable = false, insertable = false, updatable = false)
    private Instant recorded;

    @Column(name = "by_id", length = 64, nullable = false, insertable = false, updatable = false)
    private String byId;

    @Column(name = "by_role", length = 20, nullable = false, insertable = false, updatable = false)
    private String byRole;

    @Column(name = "by_department", length = 64, insertable = false, updatable = false)
    private @Nullable String byDepartment;

    @Column(name = "fact_type", length = 64, nullable = false, insertable = false, updatable = false)
    private String factType;

    @Column(name = "details", length = 1_000_000, nullable = false, insertable = false, updatable = false)
    private String details;

    /** For the provider. */
    protected WardtallyFact() {}

    /** Kind of subject. */
    public String getSubjectKind() {
        return subjectKind;
    }

    /** Which one. */
    public String getSubjectId() {
        return subjectId;
    }

    /** Its number among the facts of the subject. */
    public long getSequenceNo() {
        return sequenceNo;
    }

    /** Its place in the sealed log; null until it has one. */
    public @Nullable Long getPosition() {
        return position;
    }

    /** Time at which it happened. */
    public Instant getHappened() {
        return happened;
    }

    /** Time at which it was recorded. */
    public Instant getRecorded() {
        return recorded;
    }

    /** Id of the actor. */
    public String getById() {
        return byId;
    }

    /** As what. */
    public String getByRole() {
        return byRole;
    }

    /** Department of the actor. */
    public @Nullable String getByDepartment() {
        return byDepartment;
    }

    /** The name of the fact. */
    public String getFactType() {
        return factType;
    }

    /** Content, as lines of text. */
    public String getDetails() {
        return details;
    }

    /** Primary key. */
    public record FactKey(String subjectKind, String subjectId, long sequenceNo) {}
}
