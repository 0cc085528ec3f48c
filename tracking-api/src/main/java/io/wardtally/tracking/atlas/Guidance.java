package io.wardtally.tracking.atlas;

import io.wardtally.atlas.DeviceKey;
import io.wardtally.atlas.Field;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a device: of each field what holds, who says so, and what else was said.
 *
 * @param device of which device
 * @param said everything that was said; of one field what applies to the least number of devices comes first, and holds
 * @param missing the providers, by id, that were asked and did not answer; what they said before within a day is kept
 */
public record Guidance(DeviceKey device, List<SourcedStatement<?>> said, List<String> missing) {

    public Guidance {
        said = List.copyOf(said);
        missing = List.copyOf(missing);
    }

    /** What holds, if anybody says something of it. */
    public <T> Optional<SourcedStatement<T>> get(Field<T> field) {
        return all(field).stream().findFirst();
    }

    /** Everything that was said of a field; what holds comes first. */
    @SuppressWarnings("unchecked") // a statement about a field has that field's type
    public <T> List<SourcedStatement<T>> all(Field<T> field) {
        return said.stream()
                .filter(each -> each.about() == field)
                .map(each -> (SourcedStatement<T>) each)
                .toList();
    }

    /** The fields of which two say different things that apply to as many devices, so that the first of them was believed. */
    public List<Field<?>> conflicts() {
        return Field.all().stream().filter(this::isDisputed).toList();
    }

    private <T> boolean isDisputed(Field<T> field) {
        List<SourcedStatement<T>> all = field.adds() ? List.of() : all(field);
        return all.stream()
                .filter(each ->
                        each.statement().scope() == all.get(0).statement().scope())
                .anyMatch(each -> !each.value().equals(all.get(0).value()));
    }
}
