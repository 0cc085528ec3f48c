/** Remembers Wardtally's tracking in a database. */
module io.wardtally.tracking.jpa {
    requires transitive io.wardtally.tracking.api;
    requires transitive jakarta.persistence;
    requires transitive java.sql;
    requires static org.jspecify;
    requires org.slf4j;

    exports io.wardtally.tracking.jpa;
    exports io.wardtally.tracking.jpa.view;

    opens io.wardtally.tracking.jpa.view;
}
