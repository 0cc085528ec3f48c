package io.wardtally.tracking.jpa.view;

import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;

/** Refuses to insert or delete; no column can be updated anyway. */
@SuppressWarnings("DoNotCallSuggester") // the provider calls it
final class ReadOnly {

    @PrePersist
    @PreRemove
    void refuse(Object entity) {
        throw new UnsupportedOperationException(
                entity.getClass().getSimpleName() + " is for reading; only the store writes its table");
    }
}
