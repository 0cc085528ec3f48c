package io.wardtally.tracking.core;

import static io.wardtally.tracking.core.Flow.content;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.ImportReport;
import io.wardtally.tracking.asset.ImportReport.Problem;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.core.csv.CsvList;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a list of assets is taken in, row by row, and written. */
final class AssetCsv {

    private static final int ROWS_BETWEEN_NEWS = 100;
    private static final int MOST_PROBLEMS = 1_000;

    private final House house;
    private final Flow flow;
    private final Caller seat;

    AssetCsv(House house, Flow flow, Caller seat) {
        this.house = house;
        this.flow = flow;
        // Taking in a row again changes nothing, and one request id could not stand for all of them.
        this.seat = new Caller(seat.actor(), null);
    }

    void write(AssetFilter search, Writer list) {
        CsvList.Rows rows = new CsvList.Rows(list);
        rows.add(Arrays.stream(AssetColumn.values()).map(AssetColumn::heading).toList());
        Paging paging = Paging.first(Paging.MAX_LIMIT);
        while (paging != null) {
            Page<Asset> page = house.store().page(new Query.Assets(search), paging);
            page.items().forEach(asset -> rows.add(AssetCsvRow.cells(asset)));
            paging = page.following(paging).orElse(null);
        }
        rows.flush();
    }

    ImportReport read(Reader list, CsvImportOptions how) {
        return flow.partly(seat.actor(), () -> new Run(how).all(CsvList.read(list)), Permission.REGISTER);
    }

    /** One list. */
    private final class Run {

        private final CsvImportOptions how;
        private final List<@Nullable AssetColumn> columns = new ArrayList<>();
        private final List<String> ignored = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        /** What was said in which line: ids and identifiers. */
        private final Map<Object, Long> said = new HashMap<>();

        private long added;
        private long changed;
        private long unchanged;
        private long failed;

        Run(CsvImportOptions how) {
            this.how = how;
        }

        ImportReport all(CsvList list) {
            CsvList.Row headings = list.next();
            if (headings == null) {
                throw Check.bad("the list is empty; it begins with a row of headings");
            }
            columns.addAll(columns(headings.cells()));
            if (columns.stream().allMatch(Objects::isNull)) {
                throw Check.bad("no heading of the list is known; name what they mean with CsvImport.heading");
            }
            long line = headings.line();
            try {
                CsvList.Row row = list.next();
                while (row != null) {
                    line = row.line();
                    boolean blank = row.cells().stream().allMatch(String::isEmpty);
                    if (!blank) {
                        take(row);
                    }
                    if (!blank && rows() % ROWS_BETWEEN_NEWS == 0) {
                        how.progress().accept(rows());
                    }
                    row = list.next();
                }
            } catch (TrackingException.BadInput broken) {
                fail(line, broken);
            }
            if (rows() % ROWS_BETWEEN_NEWS != 0) {
                how.progress().accept(rows());
            }
            return new ImportReport(added, changed, unchanged, failed, problems, ignored);
        }

        private long rows() {
            return added + changed + unchanged + failed;
        }

        /** What the headings mean; where one is said to mean a column, no other does by itself. */
        private List<@Nullable AssetColumn> columns(List<String> headings) {
            List<@Nullable AssetColumn> all = new ArrayList<>();
            Set<AssetColumn> told = EnumSet.noneOf(AssetColumn.class);
            headings.stream().map(how.headings()::get).filter(Objects::nonNull).forEach(told::add);
            for (String heading : headings) {
                AssetColumn column = how.headings().get(heading);
                if (column == null) {
                    column = AssetColumn.of(heading)
                            .filter(own -> !told.contains(own))
                            .orElse(null);
                }
                if (column != null && all.contains(column)) {
                    throw Check.bad("two headings of the list mean the column " + column.heading());
                }
                all.add(column);
                if (column == null && !heading.isEmpty()) {
                    ignored.add(heading);
                }
            }
            return all;
        }

        private void take(CsvList.Row row) {
            try {
                count(upsert(row.line(), sheet(row)));
            } catch (TrackingException no) {
                if (!Flow.isOfOneThing(no)) {
                    throw no;
                }
                fail(row.line(), no);
            }
        }

        private void fail(long line, TrackingException why) {
            failed++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new Problem(line, why.code(), String.valueOf(why.getMessage())));
            }
        }

        private void count(Change change) {
            switch (change) {
                case ADDED -> added++;
                case CHANGED -> changed++;
                case UNCHANGED -> unchanged++;
            }
        }

        private AssetCsvRow sheet(CsvList.Row row) {
            Map<AssetColumn, String> cells = new EnumMap<>(AssetColumn.class);
            for (int i = 0; i < row.cells().size(); i++) {
                if (i >= columns.size() && !row.cells().get(i).isEmpty()) {
                    throw Check.bad("there are more cells than headings");
                }
                AssetColumn column = i < columns.size() ? columns.get(i) : null;
                if (column != null && !row.cells().get(i).isEmpty()) {
                    cells.put(column, row.cells().get(i));
                }
            }
            return new AssetCsvRow(cells, house.zone());
        }

        private Change upsert(long line, AssetCsvRow sheet) {
            List<Identifier> identifiers = sheet.identifiers();
            List<Object> things =
                    new ArrayList<>(identifiers.stream().map(Identifier::named).toList());
            if (sheet.id() != null) {
                things.add(sheet.id());
            }
            once(line, things);
            AssetId id = whose(sheet, identifiers);
            once(line, List.of(id));
            Model model = model(sheet, identifiers);
            Function<Case, Decision<Change>> rule = on -> {
                Decision<Asset> decision = AssetRules.enter(on, id, sheet, identifiers, model);
                return decision.answering(
                        decision.changesNothing()
                                ? Change.UNCHANGED
                                : on.dossier().version() == 0 ? Change.ADDED : Change.CHANGED);
            };
            DossierKey key = AssetService.key(id);
            return how.dryRun()
                    ? flow.partly(
                            seat.actor(), () -> rule.apply(flow.view(seat, key)).answer(), Permission.REGISTER)
                    : flow.change(seat, key, AnswerCodec.forgotten(), rule, content(), Permission.REGISTER);
        }

        /** The asset that is meant: the one with the id, or the one that carries what the row says. */
        private AssetId whose(AssetCsvRow sheet, List<Identifier> identifiers) {
            AssetId id = sheet.id();
            List<AssetId> carriers = identifiers.isEmpty()
                    ? List.of()
                    : flow.views(seat, new DossierKey.OfIdentifiers(null, identifiers)).stream()
                            // A claim alone is not believed: it may have been forged.
                            .filter(on -> Recognition.carries(on.asset(), identifiers))
                            .map(on -> on.asset().id())
                            .toList();
            Optional<AssetId> other =
                    carriers.stream().filter(carrier -> !carrier.equals(id)).findFirst();
            if (id == null && carriers.size() == 1) {
                return carriers.get(0);
            }
            if (other.isPresent()) {
                throw new TrackingException.Conflict(
                        Code.IDENTIFIER_TAKEN, other.get() + " carries an identifier of this row");
            }
            if (id == null) {
                throw Check.bad("id is missing, and no registered asset carries an identifier of this row");
            }
            return id;
        }

        /** Whether the lines before spoke of other things, so that a dry run need not remember what they would have done. */
        private void once(long line, List<Object> things) {
            for (Object thing : things) {
                Long before = said.get(thing);
                if (before != null && before != line) {
                    throw Check.bad("line " + before + " says something of the same asset or identifier");
                }
            }
            things.forEach(thing -> said.put(thing, line));
        }

        /** The model that may say what the row leaves out. */
        private @Nullable Model model(AssetCsvRow sheet, List<Identifier> identifiers) {
            String manufacturer = sheet.cells().get(AssetColumn.MANUFACTURER);
            String name = sheet.cells().get(AssetColumn.MODEL);
            if (sheet.cells()
                    .keySet()
                    .containsAll(EnumSet.of(AssetColumn.NAME, AssetColumn.CATEGORY, AssetColumn.MANUFACTURER, AssetColumn.MODEL))) {
                return null;
            }
            ModelService models = new ModelService(house, flow, seat);
            Optional<Model> byName =
                    manufacturer == null || name == null ? Optional.empty() : models.find(manufacturer, name);
            return byName.or(() -> models.findByType(identifiers)).orElse(null);
        }
    }

    /** What a row does to the register. */
    private enum Change {
        ADDED,
        CHANGED,
        UNCHANGED
    }
}
