package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Course;
import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import io.wardtally.atlas.Statement;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.SourcedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a device, or of many alike, and what each use of it asks for, worked out once.
 *
 * @param said everything, what holds first
 * @param missing the providers that did not answer
 * @param courses the courses in which one has to be trained, each once
 * @param checklist what is to be confirmed before use
 * @param procedure the procedure for use that is in force, by where it stands, or null if there is none
 */
public record DeviceSheet(
        List<SourcedStatement<?>> said,
        List<String> missing,
        List<SourcedStatement<Course>> courses,
        Checklist checklist,
        @Nullable String procedure) {

    /** What these statements say together, which are in the order in which their providers are believed. */
    static DeviceSheet of(Map<String, List<Statement<?>>> statements, List<String> missing) {
        List<SourcedStatement<?>> said = new ArrayList<>();
        statements.forEach((id, all) -> all.forEach(statement -> said.add(new SourcedStatement<>(statement, id))));
        // Who was named or found first comes first among equals, because the sort is stable.
        said.sort(Comparator.comparing(
                        (SourcedStatement<?> each) -> each.statement().scope())
                .reversed());
        Guidance guidance = new Guidance(DeviceKey.of("any"), said, missing);
        Map<String, SourcedStatement<Course>> courses = new LinkedHashMap<>();
        guidance.all(Field.TRAINING)
                .forEach(each -> courses.putIfAbsent(each.value().id(), each));
        return new DeviceSheet(
                guidance.said(),
                guidance.missing(),
                List.copyOf(courses.values()),
                Checklist.of(guidance),
                guidance.get(Field.BEFORE_USE)
                        .map(each -> each.source().place())
                        .orElse(null));
    }

    /** The same as guidance on this device. */
    Guidance guidance(DeviceKey device) {
        return new Guidance(device, said, missing);
    }
}
