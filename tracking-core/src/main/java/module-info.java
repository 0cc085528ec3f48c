/** The rules of Wardtally and its entry class, {@link io.wardtally.tracking.core.Wardtally}. */
module io.wardtally.tracking.core {
    requires transitive io.wardtally.tracking.api;
    requires com.google.zxing;
    requires com.github.benmanes.caffeine;
    requires de.siegmar.fastcsv;
    requires java.desktop;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.wardtally.tracking.core;

    uses io.wardtally.atlas.KnowledgeProvider;
    uses io.wardtally.atlas.PassageRanker;
}
