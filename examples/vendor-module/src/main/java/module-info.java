/** What MedEquip knows of its devices. */
module com.medequip.atlas {
    requires io.wardtally.atlas;
    requires static org.jspecify;

    provides io.wardtally.atlas.KnowledgeProvider with
            com.medequip.atlas.MedEquipAtlas;
}
