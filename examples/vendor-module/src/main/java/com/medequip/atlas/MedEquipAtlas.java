package com.medequip.atlas;

import io.wardtally.atlas.Confidence;
import io.wardtally.atlas.Course;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.KnowledgeProvider;
import io.wardtally.atlas.Passage;
import io.wardtally.atlas.Procedure;
import io.wardtally.atlas.ProviderInfo;
import io.wardtally.atlas.Scope;
import io.wardtally.atlas.Source;
import io.wardtally.atlas.Statement;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * What MedEquip knows of its ventilator. It is made up; that is how such a class looks: facts about fields, each with the chapter of
 * the manual in which it stands, and passages of the manual for questions.
 */
public final class MedEquipAtlas implements KnowledgeProvider {

    private static final ProviderInfo INFO = ProviderInfo.of("medequip", "7.1", "MedEquip Inc");
    private static final String GTIN = "04012345000016";
    private static final Source MANUAL = Source.of("VB-500 instructions for use", "7", Confidence.MANUFACTURER)
            .effective(LocalDate.of(2026, 1, 15));

    @Override
    public ProviderInfo info() {
        return INFO;
    }

    @Override
    public List<Statement<?>> guidance(DeviceKey device) {
        if (!isOurs(device)) {
            return List.of();
        }
        Scope scope = scope(device);
        return List.of(
                Field.BEFORE_USE.says(
                        Procedure.of(
                                        "Lock the brakes of the trolley and connect mains, oxygen and air.",
                                        "Fit a new breathing filter at the port marked with a lung.",
                                        "Close the patient end with the grey cone and start the self-test with the green key.",
                                        "Wait until all five lamps are green. A lamp that stays amber names the part to change.",
                                        "Pull the grey cone off, connect the test lung and watch three breaths.",
                                        "Set the alarm limits before you connect the patient.")
                                .confirming("Five green lamps", "Alarm limits set", "Breathing bag within reach"),
                        scope,
                        MANUAL.section("4.1")),
                Field.WARNING.says(
                        "The internal battery lasts for 30 minutes at most. Do not leave the ward on it without a second one.",
                        scope,
                        MANUAL.section("1.3")),
                Field.TRAINING.says(
                        new Course("medequip-vb500", "VB-500 for users", Period.ofYears(1)),
                        scope,
                        MANUAL.section("1.1")),
                Field.MAINTENANCE_INTERVAL.says(Period.ofMonths(6), scope, MANUAL.section("9.2")),
                Field.ACCESSORY.says("Grey test cone", scope, MANUAL.section("2.4")),
                Field.ACCESSORY.says("Second battery pack", scope, MANUAL.section("2.4")));
    }

    @Override
    public List<Passage> passages(DeviceKey device) {
        if (!isOurs(device)) {
            return List.of();
        }
        Scope scope = scope(device);
        return List.of(
                new Passage(
                                scope,
                                "The flow sensor is dirty or wet. Turn the ventilator off, pull the sensor out by its blue ring"
                                        + " and put in a dry one. Do not wipe the wire inside.",
                                MANUAL.section("8.3"))
                        .titled("Amber lamp 3")
                        .asked("lamp stays orange, third light, self-test not finished, moisture in the sensor"),
                new Passage(
                                scope,
                                "Open the flap at the back with a coin and pull the strap. The other pack keeps the"
                                        + " ventilator running meanwhile. Push the new one in until it clicks.",
                                MANUAL.section("7.2"))
                        .titled("Changing the battery pack")
                        .asked("swap the battery, flap at the back, battery low on the way"));
    }

    private static boolean isOurs(DeviceKey device) {
        return GTIN.equals(device.gtin()) || isNamed(device);
    }

    private static boolean isNamed(DeviceKey device) {
        return "MedEquip Inc".equals(device.manufacturer()) && "VB-500".equals(device.model());
    }

    /** Whoever asks by the label is told of exactly this configuration. */
    private static Scope scope(DeviceKey device) {
        return GTIN.equals(device.gtin()) ? Scope.GTIN : Scope.MODEL;
    }
}
