package io.wardtally.tracking.jpa;

import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.store.Journal;
import io.wardtally.tracking.store.LoggedFact;
import io.wardtally.tracking.store.ProjectedValue;
import io.wardtally.tracking.store.Projections;
import java.util.List;
import java.util.Optional;

/** The facts of a database, what follows them, and what was derived from them. */
final class JpaJournal implements Journal, Projections {

    private final Transactions reading;
    private final Transactions writing;

    /**
     * A journal.
     *
     * @param reading the transactions in which facts are read: the caller's, where they are joined
     * @param writing transactions of our own
     */
    JpaJournal(Transactions reading, Transactions writing) {
        this.reading = reading;
        this.writing = writing;
    }

    @Override
    public List<LoggedFact> facts(Subject subject, long afterSequence, int limit) {
        return reading.read(db -> new JournalStatements(db).facts(subject, afterSequence, limit));
    }

    @Override
    public int seal(int limit) {
        return writing.write(db -> new JournalStatements(db).seal(limit), positions -> positions > 0);
    }

    @Override
    public long sealed() {
        return writing.read(db -> new JournalStatements(db).sealed());
    }

    @Override
    public List<LoggedFact> log(long afterPosition, int limit) {
        return reading.read(db -> new JournalStatements(db).after(afterPosition, limit));
    }

    @Override
    public long cursor(String consumer) {
        return writing.read(db -> new JournalStatements(db).cursor(consumer));
    }

    @Override
    public boolean advance(String consumer, long from, long to, List<ProjectedValue> derived) {
        return writing.write(db -> new JournalStatements(db).advance(consumer, from, to, derived), moved -> moved);
    }

    @Override
    public Optional<String> get(String kind, String key) {
        return reading.read(db -> new JournalStatements(db).derived(kind, key));
    }

    @Override
    public List<ProjectedValue> range(String kind, String from, String to, int limit) {
        return reading.read(db -> new JournalStatements(db).derived(kind, from, to, limit));
    }
}
