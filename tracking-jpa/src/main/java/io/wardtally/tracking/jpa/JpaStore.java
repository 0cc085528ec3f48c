package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Page;
import io.wardtally.tracking.Paging;
import io.wardtally.tracking.RequestId;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.internal.Check;
import io.wardtally.tracking.jpa.view.WardtallyAsset;
import io.wardtally.tracking.jpa.view.WardtallyFact;
import io.wardtally.tracking.jpa.view.WardtallyHandover;
import io.wardtally.tracking.jpa.view.WardtallyItem;
import io.wardtally.tracking.jpa.view.WardtallySession;
import io.wardtally.tracking.store.Batch;
import io.wardtally.tracking.store.CheckedSubject;
import io.wardtally.tracking.store.CommitResult;
import io.wardtally.tracking.store.Dossier;
import io.wardtally.tracking.store.DossierKey;
import io.wardtally.tracking.store.FoundDossiers;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.Projections;
import io.wardtally.tracking.store.Query;
import io.wardtally.tracking.store.Store;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Store in H2, PostgreSQL or MariaDB. The tables are made by the host, from {@link #schema()} or from the numbered
 * scripts in this jar; whether they are there is checked when tracking is built.
 *
 * <p>It is for many threads and many nodes at once, at the isolation READ COMMITTED. It takes one connection at a time and gives
 * it back before it returns.
 */
public final class JpaStore implements Store {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String ENROL = "update wt_facility set facility = ? where one = 1 and facility is null";
    private static final String OWNER = "select facility from wt_facility where one = 1";
    private static final String UNUSED = "delete from wt_key where not exists (select 1 from wt_fact)";
    private static final String KEY = "insert into wt_key (name, check_value) values (?, ?)";
    private static final String KEYS = "select name, check_value from wt_key";

    private final Transactions transactions;
    private final @Nullable JpaStore background;
    private final Consumer<Runnable> afterCommit;
    private final boolean readOnly;
    private final TableNames names;
    private volatile Encoding encoding = Encoding.UNICODE;

    private JpaStore(Transactions transactions, @Nullable JpaStore background, Consumer<Runnable> afterCommit) {
        this(transactions, background, afterCommit, false, TableNames.PLAIN);
    }

    private JpaStore(
            Transactions transactions,
            @Nullable JpaStore background,
            Consumer<Runnable> afterCommit,
            boolean readOnly,
            TableNames names) {
        this.transactions = transactions;
        this.background = background;
        this.afterCommit = afterCommit;
        this.readOnly = readOnly;
        this.names = names;
    }

    /** A store that begins and ends its own transactions with this factory, whose transactions are resource-local. */
    public static JpaStore of(EntityManagerFactory factory) {
        if (Check.given("entity manager factory", factory).getTransactionType() == PersistenceUnitTransactionType.JTA) {
            throw Check.bad("store.jta");
        }
        return owning(new FactoryTransactions(factory, PATIENCE, TableNames.PLAIN));
    }

    /** A store that begins and ends its own transactions on connections of this source, without a persistence provider. */
    public static JpaStore of(DataSource source) {
        return owning(new SourceTransactions(Check.given("data source", source), PATIENCE, TableNames.PLAIN));
    }

    private static JpaStore owning(Transactions transactions) {
        return new JpaStore(transactions, null, Runnable::run);
    }

    /**
     * A store that works in the host's transactions and never begins, commits or rolls back one.
     *
     * @param current the entity manager of the host's current transaction
     * @param afterCommit takes what is to be done once the host's transaction is committed; listeners hear of a change then
     */
    public static Joining joining(Supplier<? extends @Nullable EntityManager> current, Consumer<Runnable> afterCommit) {
        return new Joining(Check.given("entity manager", current), Check.given("after-commit hook", afterCommit));
    }

    /** A joining store that lacks its background: where it does what must not hang on the host's transaction. */
    public static final class Joining {

        private final Supplier<? extends @Nullable EntityManager> current;
        private final Consumer<Runnable> afterCommit;

        private Joining(Supplier<? extends @Nullable EntityManager> current, Consumer<Runnable> afterCommit) {
            this.current = current;
            this.afterCommit = afterCommit;
        }

        /** With transactions of its own from this factory. */
        public JpaStore background(EntityManagerFactory factory) {
            return over(of(factory));
        }

        /** With transactions of its own on connections of this source. */
        public JpaStore background(DataSource source) {
            return over(of(source));
        }

        private JpaStore over(JpaStore background) {
            return new JpaStore(
                    new JoinedTransactions(current, background.transactions, PATIENCE, TableNames.PLAIN),
                    background,
                    afterCommit);
        }
    }

    /**
     * The same for reading only, as on a replica. A change is refused with {@code READ_ONLY}; who was refused or denied is not
     * recorded.
     */
    public JpaStore readOnly() {
        return new JpaStore(
                new ReadOnlyTransactions(transactions),
                background == null ? null : background.readOnly(),
                afterCommit,
                true,
                names);
    }

    /**
     * The same on the tables in this schema, whatever schema a connection is in; on MariaDB it is a database. The host makes the schema
     * itself. Where it has our {@link #entities()}, they have to be mapped to the same schema.
     *
     * @param name letters, digits and underscores, written as in SQL without quotes
     */
    public JpaStore inSchema(String name) {
        TableNames named = TableNames.in(name);
        return new JpaStore(
                transactions.on(named),
                background == null ? null : background.inSchema(name),
                afterCommit,
                readOnly,
                named);
    }

    /**
     * Our tables as entities, to be added to the host's persistence unit where it wants to query and join them. They are for
     * reading only; the store does without them.
     */
    public static List<Class<?>> entities() {
        return List.of(
                WardtallyAsset.class,
                WardtallySession.class,
                WardtallyHandover.class,
                WardtallyItem.class,
                WardtallyFact.class);
    }

    /** The statements that make the tables of this version in the database at hand, in order. */
    public List<String> schema() {
        return own().transactions
                .read(db -> Schema.statements(db.dialect()).stream()
                        .map(statement -> names.making(statement, db.dialect()))
                        .toList());
    }

    private JpaStore own() {
        return background == null ? this : background;
    }

    @Override
    public String enrol(String facility) {
        Transactions transactions = own().transactions;
        own().encoding = transactions.read(db -> {
            Schema.check(db);
            return Encoding.of(db);
        });
        transactions
                .factory()
                .ifPresent(factory -> EntityCheck.run(factory, transactions.read(EntityCheck.Rows::read)));
        if (!readOnly) {
            transactions.write(db -> db.contend(ENROL, facility), rows -> true);
        }
        return transactions.read(db -> {
            String owner = db.first(OWNER, RowReader::text);
            if (owner == null) {
                throw Schema.missing("store.row-missing");
            }
            return owner;
        });
    }

    @Override
    public Map<String, String> keyChecks(Map<String, String> checks) {
        Transactions transactions = own().transactions;
        if (!readOnly) {
            transactions.write(
                    db -> {
                        db.contend(UNUSED);
                        for (Map.Entry<String, String> check : checks.entrySet()) {
                            db.insertNew(KEY, check.getKey(), check.getValue());
                        }
                        return true;
                    },
                    stands -> true);
        }
        return transactions.read(db -> {
            Map<String, String> remembered = new TreeMap<>();
            for (Map.Entry<String, String> check : db.list(KEYS, row -> Map.entry(row.text(), row.text()))) {
                if (checks.containsKey(check.getKey())) {
                    remembered.put(check.getKey(), check.getValue());
                }
            }
            return remembered;
        });
    }

    @Override
    public FoundDossiers find(List<DossierKey> keys, @Nullable RequestId request) {
        return transactions.read(db -> new DossierReader(db).find(keys, request));
    }

    @Override
    public FoundDossiers findAgain(List<DossierKey> keys, @Nullable RequestId request) {
        return transactions.isShared()
                ? transactions.read(db -> new DossierReader(db).findLocked(keys, request))
                : find(keys, request);
    }

    @Override
    public CommitResult commit(Batch batch) {
        try {
            return transactions.inOneCall(batch)
                    ? new CommitResult.Done()
                    : transactions.write(db -> commit(db, batch), commit -> commit instanceof CommitResult.Done);
        } catch (TrackingException.BadInput refused) {
            throw own().encoding.named(batch, refused);
        }
    }

    private CommitResult commit(DbConnection db, Batch batch) throws SQLException {
        CommitAttempt attempt = new CommitAttempt(db, batch);
        CommitResult commit = attempt.run();
        if (commit instanceof CommitResult.Done) {
            return commit;
        }
        if (transactions.takesBackByHand()) {
            attempt.undo();
        }
        if (transactions.isShared() && attempt.cannotSee(commit)) {
            throw JoinedTransactions.lost();
        }
        return commit;
    }

    @Override
    public <T> Page<T> page(Query<T> query, Paging paging) {
        return transactions.read(db -> new PageReader(db).read(query, paging));
    }

    @Override
    public Map<List<String>, Long> tally(Query.Items which, List<Query.Items.Column> by) {
        return transactions.read(db -> new PageReader(db).tally(which, by));
    }

    @Override
    public List<Dossier> due(Instant now, Instant until, int limit) {
        return own().transactions.write(db -> new DueChecks(db).due(now, until, limit), due -> !due.isEmpty());
    }

    @Override
    public int acknowledge(List<CheckedSubject> looked) {
        return own().transactions.write(db -> new DueChecks(db).acknowledge(looked), set -> set > 0);
    }

    @Override
    public List<Dossier> walk(long revision, @Nullable Subject after, int limit) {
        return own().transactions.read(db -> new DueChecks(db).walk(revision, after, limit));
    }

    @Override
    public Journal journal() {
        return new JpaJournal(transactions, own().transactions);
    }

    @Override
    public Projections derived() {
        return new JpaJournal(transactions, own().transactions);
    }

    @Override
    public int forget(Instant before, int limit) {
        return own().transactions.write(db -> AnswerRow.forget(db, before, limit), forgotten -> forgotten > 0);
    }

    @Override
    public Optional<Store> background() {
        return Optional.ofNullable(background);
    }

    @Override
    public void afterCommit(Runnable act) {
        afterCommit.accept(act);
    }
}
