/** A day on a ward, told by the library. */
module io.wardtally.examples.firstsession {
    requires io.wardtally.tracking.core;
    requires static org.jspecify;
}
