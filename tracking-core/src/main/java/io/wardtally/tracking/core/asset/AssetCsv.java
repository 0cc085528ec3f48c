package io.wardtally.tracking.core.asset;

import static io.wardtally.tracking.core.kernel.Commands.content;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.asset.Asset;
import io.wardtally.tracking.asset.AssetColumn;
import io.wardtally.tracking.asset.AssetFilter;
import io.wardtally.tracking.asset.AssetId;
import io.wardtally.tracking.asset.CsvImportOptions;
import io.wardtally.tracking.asset.Identifier;
import io.wardtally.tracking.asset.ImportReport;
import io.wardtally.tracking.asset.ImportReport.Problem;
import io.wardtally.tracking.asset.Model;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.kernel.AnswerCodec;
import io.wardtally.tracking.core.kernel.Caller;
import io.wardtally.tracking.core.kernel.Case;
import io.wardtally.tracking.core.kernel.Commands;
import io.wardtally.tracking.core.kernel.Commands.Command;
import io.wardtally.tracking.core.kernel.Decision;
import io.wardtally.tracking.core.kernel.Kernel;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.staff.Permission;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.Query;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Import and export of assets as a CSV list, row by row. */
final class AssetCsv {

    private static final int ROWS_BETWEEN_NEWS = 100;
    private static final int MOST_PROBLEMS = 1_000;

    private final Kernel kernel;
    private final ModelRegister models;
    private final Caller caller;

    AssetCsv(Kernel kernel, ModelRegister models, Caller caller) {
        this.kernel = kernel;
        this.models = models;
        // Taking in a row again changes nothing, and one request id could not stand for all of them.
        this.caller = caller.asking(null);
    }

    void write(AssetFilter search, Writer list) {
        CsvList.Rows rows = new CsvList.Rows(list);
        rows.add(Arrays.stream(AssetColumn.values()).map(AssetColumn::heading).toList());
        Paging paging = Paging.first(Paging.MAX_LIMIT);
        while (paging != null) {
            Page<Asset> page = kernel.store().page(new Query.Assets(search), paging);
            page.items().forEach(asset -> rows.add(AssetCsvRow.cells(asset)));
            paging = page.following(paging).orElse(null);
        }
        rows.flush();
    }

    ImportReport read(Reader list, CsvImportOptions how) {
        return kernel.access()
                .somewhere(caller.actor(), () -> new Run(how).all(CsvList.read(list)), Permission.REGISTER);
    }

    /** One list. */
    private final class Run {

        private final CsvImportOptions how;
        private final ListDays days;
        private final List<String> ignored = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        /** Ids and identifiers that were given, by the line in which they stand. */
        private final Map<Object, Long> said = new HashMap<>();

        private long added;
        private long changed;
        private long unchanged;
        private long failed;

        Run(CsvImportOptions how) {
            this.how = how;
            this.days = ListDays.of(how, kernel.zone());
        }

        ImportReport all(CsvList list) {
            CsvList.Row headings = headings(list);
            if (headings == null) {
                return report();
            }
            ListColumns columns = ListColumns.of(headings.cells(), how.headings());
            ignored.addAll(columns.ignored());
            CsvList.Row row = after(headings, list);
            while (row != null) {
                boolean blank = row.cells().stream().allMatch(String::isEmpty);
                if (!blank) {
                    take(row, columns);
                }
                if (!blank && rows() % ROWS_BETWEEN_NEWS == 0) {
                    how.progress().accept(rows());
                }
                row = after(row, list);
            }
            if (rows() % ROWS_BETWEEN_NEWS != 0) {
                how.progress().accept(rows());
            }
            return report();
        }

        private ImportReport report() {
            return new ImportReport(new ImportReport.Counts(added, changed, unchanged, failed), problems, ignored);
        }

        /** The headings, or null if they cannot be decoded. */
        private CsvList.@Nullable Row headings(CsvList list) {
            try {
                CsvList.Row headings = list.next();
                if (headings == null) {
                    throw Check.bad("list.empty");
                }
                if (isUndecoded(headings)) {
                    throw Check.bad("list.headings-not-decoded");
                }
                return headings;
            } catch (UncheckedIOException failed) {
                if (!(failed.getCause() instanceof CharacterCodingException)) {
                    throw failed;
                }
                end(1, Check.bad("list.ends-undecoded"));
                return null;
            }
        }

        /** The row after this one, or null if there is none or the list cannot be read beyond it; what came before stands. */
        private CsvList.@Nullable Row after(CsvList.Row before, CsvList list) {
            try {
                return list.next();
            } catch (TrackingException.BadInput broken) {
                end(before.line(), broken);
            } catch (UncheckedIOException failed) {
                end(
                        before.line(),
                        Check.bad(
                                failed.getCause() instanceof CharacterCodingException
                                        ? "list.ends-undecoded"
                                        : "list.ends-unread"));
            }
            return null;
        }

        private static boolean isUndecoded(CsvList.Row row) {
            return row.cells().stream().anyMatch(cell -> cell.indexOf(Check.UNDECODED) >= 0);
        }

        private long rows() {
            return added + changed + unchanged + failed;
        }

        private void take(CsvList.Row row, ListColumns columns) {
            try {
                if (isUndecoded(row)) {
                    throw Check.bad("list.not-decoded");
                }
                count(upsert(row.line(), new AssetCsvRow(columns.of(row.cells()), days)));
            } catch (TrackingException no) {
                if (!Commands.isOfOneThing(no)) {
                    throw no;
                }
                fail(row.line(), no, MOST_PROBLEMS);
            }
        }

        private void fail(long line, TrackingException why, int mostProblems) {
            failed++;
            if (problems.size() < mostProblems) {
                problems.add(new Problem(line, why.code(), why.message()));
            }
        }

        /** Where a list cannot be read on is told even if nothing else is told any more. */
        private void end(long line, TrackingException why) {
            fail(line, why, MOST_PROBLEMS + 1);
        }

        private void count(RowEffect change) {
            switch (change) {
                case ADDED -> added++;
                case CHANGED -> changed++;
                case UNCHANGED -> unchanged++;
            }
        }

        private RowEffect upsert(long line, AssetCsvRow sheet) {
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
            Function<Case, Decision<RowEffect>> rule = on -> {
                Decision<Asset> decision = AssetRules.enter(on, id, sheet, identifiers, model);
                return decision.answering(
                        decision.changesNothing()
                                ? RowEffect.UNCHANGED
                                : on.dossier().version() == 0 ? RowEffect.ADDED : RowEffect.CHANGED);
            };
            DossierKey key = new DossierKey.OfSubject(Subject.asset(id));
            return how.dryRun()
                    ? kernel.access()
                            .somewhere(
                                    caller.actor(),
                                    () -> rule.apply(kernel.commands().view(caller, key))
                                            .answer(),
                                    Permission.REGISTER)
                    : kernel.commands()
                            .change(
                                    new Command<>(caller, key, AnswerCodec.forgotten(), rule::apply, content()),
                                    Permission.REGISTER);
        }

        /** The asset that is meant: the one with the id, or the one that carries what the row says. */
        private AssetId whose(AssetCsvRow sheet, List<Identifier> identifiers) {
            AssetId id = sheet.id();
            List<AssetId> carriers = identifiers.isEmpty()
                    ? List.of()
                    : kernel.commands().views(caller, new DossierKey.OfIdentifiers(null, identifiers)).stream()
                            // A claim alone is not believed: it may have been forged.
                            .filter(on -> on.asset().carries(identifiers))
                            .map(on -> on.asset().id())
                            .toList();
            Optional<AssetId> other =
                    carriers.stream().filter(carrier -> !carrier.equals(id)).findFirst();
            if (id == null && carriers.size() == 1) {
                return carriers.get(0);
            }
            if (other.isPresent()) {
                throw new TrackingException.Conflict(
                        Code.IDENTIFIER_TAKEN, Message.of("list.identifier-taken", other.get()));
            }
            if (id == null) {
                throw Check.bad("list.id-missing");
            }
            return id;
        }

        /** Whether the lines before spoke of other things, so that a dry run need not remember what they would have done. */
        private void once(long line, List<Object> things) {
            for (Object thing : things) {
                Long before = said.get(thing);
                if (before != null && before != line) {
                    throw Check.bad("list.said-before", before);
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
                    .containsAll(EnumSet.of(
                            AssetColumn.NAME, AssetColumn.CATEGORY, AssetColumn.MANUFACTURER, AssetColumn.MODEL))) {
                return null;
            }
            Optional<Model> byName =
                    manufacturer == null || name == null ? Optional.empty() : models.find(manufacturer, name);
            return byName.or(() -> models.findByType(identifiers)).orElse(null);
        }
    }

    /** Effect of a row on the register. */
    private enum RowEffect {
        ADDED,
        CHANGED,
        UNCHANGED
    }
}
