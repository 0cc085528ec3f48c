package io.wardtally.tracking.jpa;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.TrackingException;
import io.wardtally.tracking.TrackingException.Code;
import io.wardtally.tracking.store.Batch;
import jakarta.persistence.EntityManagerFactory;
import java.util.Optional;
import java.util.function.Predicate;

/** Transactions in which nothing is written. */
record ReadOnlyTransactions(Transactions reading) implements Transactions {

    @Override
    public <T> T read(Work<T> work) {
        return reading.read(work);
    }

    @Override
    public <T> T write(Work<T> work, Predicate<T> stands) {
        throw new TrackingException.Failure(Code.READ_ONLY, Message.of("store.read-only"));
    }

    @Override
    public boolean inOneCall(Batch batch) {
        return false;
    }

    @Override
    public boolean takesBackByHand() {
        return reading.takesBackByHand();
    }

    @Override
    public Transactions on(TableNames names) {
        return new ReadOnlyTransactions(reading.on(names));
    }

    @Override
    public Optional<EntityManagerFactory> factory() {
        return reading.factory();
    }

    @Override
    public boolean isShared() {
        return reading.isShared();
    }
}
