package io.wardtally.tracking.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetColumnTest {

    @ParameterizedTest
    @CsvSource({
        "Asset name, NAME",
        "Item Name, NAME",
        "title, NAME",
        "Bezeichnung, NAME",
        "Gerätename, NAME",
        "Category, CATEGORY",
        "Kategorie, CATEGORY",
        "Geräteart, CATEGORY",
        "Manufacturer, MANUFACTURER",
        "Hersteller, MANUFACTURER",
        "Model, MODEL",
        "Model name, MODEL",
        "assetModel, MODEL",
        "Modell, MODEL",
        "Serial, SERIAL",
        "Serial number, SERIAL",
        "serial_number, SERIAL",
        "Serial-No., SERIAL",
        "S/N, SERIAL",
        "Seriennummer, SERIAL",
        "Serien-Nr., SERIAL",
        "Lot number, LOT",
        "Chargen-Nr., LOT",
        "Herstellungsdatum, MADE",
        "Expiry date, EXPIRES",
        "Ablaufdatum, EXPIRES",
        "Department, DEPARTMENT",
        "Abteilung, DEPARTMENT",
        "Station, DEPARTMENT",
        "Raum, ROOM",
        "Room No, ROOM",
        "Gemietet bis, RENTED_UNTIL",
        "Barcode, TAG"
    })
    void headings_of_other_programs_and_of_german_lists_are_known(String heading, AssetColumn column) {
        assertThat(AssetColumn.of(heading)).containsExactly(column);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asset tag",
                "Asset_Tag",
                "ASSET-TAG",
                "Inventory number",
                "Inventarnummer",
                "Inventar-Nr.",
                "Inv.-Nr.",
                "Asset ID",
                "Geräte-ID"
            })
    void the_number_of_an_inventory_is_the_id_or_a_sticker(String heading) {
        assertThat(AssetColumn.of(heading)).containsExactly(AssetColumn.ID, AssetColumn.TAG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Location", "Standort"})
    void a_location_is_a_department_or_a_room(String heading) {
        assertThat(AssetColumn.of(heading)).containsExactly(AssetColumn.DEPARTMENT, AssetColumn.ROOM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Purchase date",
                "Supplier",
                "Model number",
                "Status",
                "Notes",
                "Tags",
                "Type",
                "Typ",
                "Art",
                "Nummer",
                "Preis",
                "Warranty",
                "description"
            })
    void what_means_something_else_or_several_things_means_nothing(String heading) {
        assertThat(AssetColumn.of(heading)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_column_is_meant_by_its_own_name_alone_however_it_is_written(AssetColumn column) {
        String name = column.heading();
        for (String heading : List.of(
                column.name(),
                name,
                " " + name.replace(' ', '_') + " ",
                name.replace(' ', '-') + ":",
                name.substring(0, 1) + "\u00AD\u200B" + name.substring(1) + "\u00A0",
                name.replace(" ", "\u3164"))) {
            assertThat(AssetColumn.of(heading)).as(heading).containsExactly(column);
        }
    }

    @Test
    void an_umlaut_may_be_composed_or_not() {
        for (Normalizer.Form form : Normalizer.Form.values()) {
            assertThat(AssetColumn.of(Normalizer.normalize("Gerätebezeichnung", form)))
                    .containsExactly(AssetColumn.NAME);
        }
    }
}
