/** A day on a ward, told by the library. */
module io.wardtally.examples.firstsession {
    requires com.zaxxer.hikari;
    requires io.wardtally.atlas.standard;
    requires io.wardtally.tracking.core;
    requires io.wardtally.tracking.jpa;
    requires static org.jspecify;
}
