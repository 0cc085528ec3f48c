package io.wardtally.tracking.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.Condition;
import io.wardtally.tracking.asset.Description;
import io.wardtally.tracking.asset.Hold;
import io.wardtally.tracking.asset.HoldId;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.LifeStage;
import io.wardtally.tracking.asset.Ownership;
import io.wardtally.tracking.audit.Fact;
import io.wardtally.tracking.audit.Personal;
import io.wardtally.tracking.place.Place;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.OverrideId;
import io.wardtally.tracking.session.Pseudonym;
import io.wardtally.tracking.session.Segment;
import io.wardtally.tracking.session.Session;
import io.wardtally.tracking.session.SessionId;
import io.wardtally.tracking.staff.Competence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final Instant START = Instant.parse("2026-03-02T13:30:00.000001Z");
    private static final UUID ID = new UUID(1, 2);

    public record Numbers(int count, long size, boolean yes) {}

    public record Unwritable(double value, double other) {}

    public record Wider(String name, String later) {}

    public record Narrow(String name) {}

    public record Several(List<String> names) {}

    @Property(tries = 200)
    void every_session_reads_back(@ForAll("sessions") Session session) {
        assertThat(RecordCodec.read(Session.class, RecordCodec.write(session))).isEqualTo(session);
    }

    @Property(tries = 200)
    void every_asset_reads_back(@ForAll("assets") Asset asset) {
        assertThat(RecordCodec.read(Asset.class, RecordCodec.write(asset))).isEqualTo(asset);
    }

    @Property(tries = 200)
    void every_fact_reads_back_with_what_the_vault_kept(@ForAll("facts") Record fact) {
        Map<String, String> vault = new HashMap<>();
        String lines = RecordCodec.write(fact, (path, value) -> {
            vault.put(path, value);
            return "kept";
        });
        Record read = RecordCodec.read(fact.getClass(), RecordCodec.parse(lines), vault::get);
        assertThat(read).isEqualTo(fact);
    }

    @Property(tries = 500)
    void any_text_stays_on_its_line(@ForAll("texts") String text) {
        StringBuilder out = new StringBuilder();
        RecordCodec.line(out, "a", text);
        RecordCodec.line(out, "b", "next");
        assertThat(out.chars().filter(c -> c == '\n')).hasSize(2);
        assertThat(out).doesNotContain("\r");
        assertThat(RecordCodec.parse(out.toString())).isEqualTo(Map.of("a", text, "b", "next"));
    }

    @Test
    void a_record_is_written_component_by_component_without_what_is_absent() {
        Session session = Session.started(
                new SessionId(ID), AssetId.of("INF001"), new Segment(START, "sarah", "ICU", null), draft -> {
                    draft.expected = Duration.ofHours(4);
                    draft.reason = "two\nlines \\ a=b\r";
                    draft.endClamped = true;
                });
        assertThat(RecordCodec.write(session)).isEqualTo("""
                id=00000000-0000-0001-0000-000000000002
                asset=INF001
                start=2026-03-02T13:30:00.000001Z
                expected=PT4H
                reason=two\\nlines \\\\ a=b\\r
                segments=1
                segments.0=
                segments.0.from=2026-03-02T13:30:00.000001Z
                segments.0.user=sarah
                segments.0.department=ICU
                endClamped=true
                """);
    }

    @Test
    void the_bytes_of_a_record_name_each_component_that_says_something_and_mark_the_end() {
        Session session = Session.started(
                        new SessionId(ID), AssetId.of("INF001"), new Segment(START, "sarah", "ICU", null), draft -> {
                            draft.expected = Duration.ofHours(4);
                            draft.endClamped = true;
                        })
                .withSegment(new Segment(START, "ben", "ER", null));
        CanonicalBytes bytes = new CanonicalBytes()
                .put("id")
                .put(1L)
                .put(2L)
                .put("asset")
                .put("INF001")
                .put("start")
                .put(START)
                .put("expected")
                .put("PT4H")
                .put("segments")
                .put(2);
        for (Segment part : session.segments()) {
            bytes.put("from")
                    .put(START)
                    .put("user")
                    .put(part.user())
                    .put("department")
                    .put(part.department())
                    .put(Integer.MAX_VALUE);
        }
        bytes.put("endClamped").put("true").put(Integer.MAX_VALUE);
        assertThat(fed(session)).isEqualTo(bytes.bytes());
    }

    @Test
    void bytes_are_fed_only_for_what_is_neither_absent_nor_false_nor_zero_nor_empty() {
        byte[] end = new CanonicalBytes().put(Integer.MAX_VALUE).bytes();
        assertThat(fed(new Numbers(0, 0, false))).isEqualTo(end);
        assertThat(fed(new Wider(null, null))).isEqualTo(end);
        assertThat(fed(new Several(List.of()))).isEqualTo(end);
        assertThat(fed(new Numbers(-7, 0, true)))
                .isEqualTo(new CanonicalBytes()
                        .put("count")
                        .put("-7")
                        .put("yes")
                        .put("true")
                        .raw(end)
                        .bytes());
    }

    @Test
    void zero_false_and_an_empty_list_are_not_written_and_read_back() {
        assertThat(RecordCodec.write(new Numbers(0, 0, false))).isEmpty();
        assertThat(RecordCodec.write(new Several(List.of()))).isEmpty();
        assertThat(RecordCodec.read(Numbers.class, "")).isEqualTo(new Numbers(0, 0, false));
        assertThat(RecordCodec.read(Several.class, "")).isEqualTo(new Several(List.of()));
        assertThat(RecordCodec.write(new Several(List.of("a", "b")))).isEqualTo("names=2\nnames.0=a\nnames.1=b\n");
    }

    @Test
    void numbers_and_truth_values_read_back() {
        Numbers numbers = new Numbers(-7, 1L << 40, true);
        assertThat(RecordCodec.read(Numbers.class, RecordCodec.write(numbers))).isEqualTo(numbers);
    }

    @Test
    void a_component_that_came_later_may_be_absent_and_one_that_is_not_known_is_refused() {
        assertThat(RecordCodec.read(Competence.class, "course=a\n")).isEqualTo(Competence.of("a"));
        for (String unknown : List.of("course=a\nlater=x\n", "later=x\ncourse=a\n", "course=a\ncourse.more=y\n")) {
            assertThatThrownBy(() -> RecordCodec.read(Competence.class, unknown))
                    .hasMessage("a line is not understood");
        }
        assertThatThrownBy(() -> RecordCodec.read(Competence.class, "until=2028-03-02\n"))
                .hasMessage("a line is missing");
    }

    @Test
    void a_personal_value_that_was_not_kept_is_read_as_gone() {
        Fact moved = new Fact.LifeChanged(LifeStage.IN_SERVICE, LifeStage.RETIRED, Personal.of("old"));
        String lines = RecordCodec.write((Record) moved, (path, value) -> path + ":" + value.length());
        assertThat(lines).isEqualTo("from=IN_SERVICE\nto=RETIRED\nreason=reason:3\n");
        assertThat(RecordCodec.read(Fact.LifeChanged.class, lines).reason()).isEqualTo(Personal.gone());
    }

    @Test
    void without_a_vault_a_personal_value_is_written_like_any_other() {
        Fact retired = new Fact.LifeChanged(LifeStage.IN_SERVICE, LifeStage.RETIRED, Personal.of("old\nand #1"));
        assertThat(RecordCodec.write((Record) retired))
                .isEqualTo("from=IN_SERVICE\nto=RETIRED\nreason=old\\nand \\#1\n");
    }

    @Test
    void a_line_without_an_equals_sign_or_an_end_is_broken() {
        for (String broken : List.of("name", "name\n", "name=a", "a\nname=b\n", "name=a\nx")) {
            assertThatThrownBy(() -> RecordCodec.parse(broken))
                    .as(broken)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a line is broken");
        }
        assertThat(RecordCodec.parse("")).isEmpty();
        assertThat(RecordCodec.parse("=\n")).isEqualTo(Map.of("", ""));
    }

    @Test
    void a_list_with_a_missing_item_is_broken() {
        assertThatThrownBy(() -> RecordCodec.read(
                        Fact.StartRefused.class, "asset=INF001\ndepartment=ICU\nreasons=2\nreasons.0=HELD\n"))
                .hasMessage("an item of a list is missing");
    }

    @Test
    void what_the_record_itself_refuses_is_refused_in_its_words() {
        assertThatThrownBy(() -> RecordCodec.read(Segment.class, "from=" + START + "\nuser=sarah\ndepartment=\n"))
                .isInstanceOf(TrackingException.BadInput.class)
                .hasMessage("department is missing");
    }

    @Test
    void a_type_that_has_no_lines_is_not_read() {
        assertThatThrownBy(() -> RecordCodec.read(Unwritable.class, "value=1.0\nother=2.0\n"))
                .hasMessage("no lines are known for double");
    }

    private static byte[] fed(Record value) {
        CanonicalBytes canon = new CanonicalBytes();
        RecordCodec.feed(value, canon);
        return canon.bytes();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'n', 'r', '=', '\\', '\n', '\r', '\t', '#', '.', ' ', 'é', '\u2028')
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> text + "😀");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars('a', 'n', '=', '\\', '#', '.', 'é')
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    @Provide
    Arbitrary<Session> sessions() {
        Arbitrary<Segment> segments = Combinators.combine(
                        names(), names(), pseudonyms().injectNull(0.5))
                .as((user, department, patient) -> new Segment(START, user, department, patient));
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1L << 40).injectNull(0.3),
                        Arbitraries.longs().between(1, 1L << 40).injectNull(0.3),
                        texts().injectNull(0.3),
                        texts().injectNull(0.3),
                        segments.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((used, expected, reason, notes, hands, voided, overridden) ->
                        Session.started(new SessionId(ID), AssetId.of("INF001"), hands.get(0), draft -> {
                            draft.end = used == null ? null : START.plusNanos(used * 1_000);
                            draft.expected = expected == null ? null : Duration.ofNanos(expected * 1_000);
                            draft.reason = reason;
                            draft.notes = notes;
                            draft.segments = hands;
                            draft.voided = voided;
                            draft.endClamped = !voided;
                            draft.override = overridden ? new OverrideId(ID) : null;
                        }));
    }

    @Provide
    Arbitrary<Asset> assets() {
        Arbitrary<Hold> holds = Combinators.combine(Arbitraries.of(Hold.Kind.class), names(), texts())
                .as((kind, owner, reason) -> new Hold(new HoldId(ID), kind, owner, reason, START));
        Arbitrary<Description> descriptions = Combinators.combine(
                        names(), names(), names().injectNull(0.5), names().injectNull(0.5))
                .as((name, category, model, serial) -> Description.of(name, category, draft -> {
                    draft.model = model;
                    draft.serial = serial;
                    draft.lot = model;
                    draft.made = model == null ? null : LocalDate.EPOCH;
                }));
        return Combinators.combine(
                        descriptions,
                        Arbitraries.of(LifeStage.class),
                        Arbitraries.of(Condition.class),
                        holds.list().ofMaxSize(3),
                        names().injectNull(0.5),
                        names().injectNull(0.5))
                .as((description, life, condition, held, vendor, room) -> Asset.of(AssetId.of("INF001"), description)
                        .with(draft -> {
                            draft.identifiers = vendor == null
                                    ? List.of()
                                    : List.of(Identifier.tag(vendor, vendor), Identifier.giai("4012345"));
                            draft.life = life;
                            draft.condition = condition;
                            draft.holds = held;
                            draft.ownership =
                                    vendor == null ? Ownership.hospital() : Ownership.rented(vendor, START, null);
                            draft.place = new Place("ICU", room);
                            draft.lastUsed = room == null ? null : START;
                        }));
    }

    @Provide
    Arbitrary<Record> facts() {
        Arbitrary<Record> started = Combinators.combine(
                        names(),
                        pseudonyms().map(Personal::of).injectNull(0.5),
                        texts().map(Personal::of).injectNull(0.5),
                        texts().injectNull(0.5),
                        Arbitraries.integers().list().ofMaxSize(5))
                .as((department, patient, reason, procedure, confirmed) -> new Fact.SessionStarted(
                        new SessionId(ID),
                        department,
                        patient,
                        Duration.ofMinutes(90),
                        reason,
                        null,
                        procedure,
                        null,
                        confirmed));
        Arbitrary<Record> declared = Combinators.combine(
                        Arbitraries.of(ConcernCode.IN_USE, ConcernCode.NOT_CLEAN, ConcernCode.HELD)
                                .list()
                                .ofMaxSize(3),
                        texts())
                .as((passes, reason) ->
                        new Fact.OverrideDeclared(new OverrideId(ID), passes, START, Personal.of(reason)));
        Arbitrary<Record> edited = Combinators.combine(names(), names())
                .as((before, after) -> new Fact.Edited(Description.of(before, "pump"), Description.of(after, "pump")));
        return Arbitraries.oneOf(started, declared, edited);
    }

    private static Arbitrary<Pseudonym> pseudonyms() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofLength(26)
                .map(letters -> new Pseudonym("pn1.12." + letters));
    }
}
