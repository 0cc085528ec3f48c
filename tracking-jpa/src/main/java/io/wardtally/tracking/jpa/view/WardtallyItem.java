package io.wardtally.tracking.jpa.view;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something attached to an asset, a person or a model, such as an emergency override: a row of {@code wt_item}, to be read. */
@EntityListeners(ReadOnly.class)
@Entity(name = "WardtallyItem")
@Table(name = "wt_item")
@IdClass(WardtallyItem.ItemKey.class)
@SuppressWarnings("NullAway.Init") // the provider fills it
public class WardtallyItem {

    @Id
    @Column(name = "subject_kind", length = 64, nullable = false, insertable = false, updatable = false)
    private String subjectKind;

    @Id
    @Column(name = "subject_id", length = 64, nullable = false, insertable = false, updatable = false)
    private String subjectId;

    @Id
    @Column(name = "kind", length = 64, nullable = false, insertable = false, updatable = false)
    private String kind;

    @Id
    @Column(name = "id", length = 64, nullable = false, insertable = false, updatable = false)
    private String id;

    @Column(name = "live", nullable = false, insertable = false, updatable = false)
    private boolean live;

    @Column(name = "department", length = 64, insertable = false, updatable = false)
    private @Nullable String department;

    @Column(name = "party", length = 200, insertable = false, updatable = false)
    private @Nullable String party;

    @Column(name = "tag", length = 64, insertable = false, updatable = false)
    private @Nullable String tag;

    @Column(name = "rank_no", nullable = false, insertable = false, updatable = false)
    private int rankNo;

    @Column(name = "at_time", nullable = false, insertable = false, updatable = false)
    private Instant atTime;

    @Column(name = "due", nullable = false, insertable = false, updatable = false)
    private Instant due;

    @Column(name = "content", length = 1_000_000, nullable = false, insertable = false, updatable = false)
    private String content;

    /** For the provider. */
    protected WardtallyItem() {}

    /** To what sort of thing it is attached. */
    public String getSubjectKind() {
        return subjectKind;
    }

    /** To which one. */
    public String getSubjectId() {
        return subjectId;
    }

    /** Kind of item, for example {@code override}. */
    public String getKind() {
        return kind;
    }

    /** Tells it from others of the same sort of the same thing. */
    public String getId() {
        return id;
    }

    /** Whether it still counts. */
    public boolean isLive() {
        return live;
    }

    /** The department that it concerns, or null. */
    public @Nullable String getDepartment() {
        return department;
    }

    /** Another party, by sort; or null. */
    public @Nullable String getParty() {
        return party;
    }

    /** A further word, by sort; or null. */
    public @Nullable String getTag() {
        return tag;
    }

    /** Urgency. */
    public int getRankNo() {
        return rankNo;
    }

    /** Start. */
    public Instant getAtTime() {
        return atTime;
    }

    /** Time by which somebody has to act on it; in the year 9999 if never. */
    public Instant getDue() {
        return due;
    }

    /** Content, as lines of text. */
    public String getContent() {
        return content;
    }

    /** Primary key. */
    public record ItemKey(String subjectKind, String subjectId, String kind, String id) {}
}
