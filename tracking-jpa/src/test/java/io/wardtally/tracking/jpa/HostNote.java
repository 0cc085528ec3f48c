package io.wardtally.tracking.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a host keeps for itself, in the same database. */
@Entity
@Table(name = "host_note")
class HostNote {

    static final String SCHEMA = "create table if not exists host_note (id varchar(64) primary key)";

    @Id
    private String id;

    /** For the provider. */
    protected HostNote() {}

    HostNote(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
