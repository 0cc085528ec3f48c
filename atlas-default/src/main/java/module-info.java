/** What is commonly known of thirty kinds of hospital devices, and a reader of a hospital's own sheets. */
module io.wardtally.atlas.standard {
    requires transitive io.wardtally.atlas;
    requires static org.jspecify;

    exports io.wardtally.atlas.standard;

    provides io.wardtally.atlas.KnowledgeProvider with
            io.wardtally.atlas.standard.StandardAtlas;
    provides io.wardtally.atlas.PassageRanker with
            io.wardtally.atlas.standard.StandardRanker;
}
