/** What publishers of knowledge about kinds of devices implement. */
module io.wardtally.atlas {
    requires static org.jspecify;

    exports io.wardtally.atlas;
}
