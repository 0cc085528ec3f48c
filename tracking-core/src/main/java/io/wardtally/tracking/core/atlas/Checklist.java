package io.wardtally.tracking.core.atlas;

import io.wardtally.atlas.Field;
import io.wardtally.atlas.Procedure;
import io.wardtally.tracking.atlas.Guidance;
import io.wardtally.tracking.atlas.SourcedStatement;
import io.wardtally.tracking.audit.Subject;
import io.wardtally.tracking.core.codec.CanonicalBytes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What whoever uses a device has to confirm: the checklist of the procedure, and each warning. It is kept once, under an id that
 * follows from its words; what refers to it names its items by their numbers, from 1.
 *
 * @param items each once
 * @param id see {@link Subject#checklist}
 * @param numbers the number of each item
 */
public record Checklist(List<String> items, String id, List<Integer> numbers) {

    private static final int MOST_ITEMS = 100;

    /** These items. */
    static Checklist of(List<String> items) {
        CanonicalBytes words = new CanonicalBytes();
        items.forEach(words::put);
        return new Checklist(
                items,
                words.sha256().toString(),
                IntStream.rangeClosed(1, items.size()).boxed().toList());
    }

    /** What this guidance asks for. */
    static Checklist of(Guidance guidance) {
        List<String> all = Stream.concat(
                        guidance.get(Field.BEFORE_USE).map(SourcedStatement::value).map(Procedure::checklist).stream()
                                .flatMap(List::stream),
                        guidance.all(Field.WARNING).stream().map(SourcedStatement::value))
                .distinct()
                .toList();
        // Nobody goes through more.
        return of(
                all.size() <= MOST_ITEMS
                        ? all
                        : Stream.concat(
                                        all.stream().limit(MOST_ITEMS - 1),
                                        Stream.of((all.size() - MOST_ITEMS + 1) + " more stand in the guidance"))
                                .toList());
    }

    /** Its subject in the trail. */
    public Subject subject() {
        return Subject.checklist(id);
    }

    /** The numbers of those that are among these. */
    List<Integer> numbers(Collection<String> these) {
        Set<String> among = Set.copyOf(these);
        return among.isEmpty()
                ? List.of()
                : numbers.stream()
                        .filter(number -> among.contains(items.get(number - 1)))
                        .toList();
    }

    /** The numbers of the others. */
    List<Integer> numbersBeside(List<Integer> these) {
        return these.isEmpty()
                ? numbers
                : numbers.stream().filter(number -> !these.contains(number)).toList();
    }

    /** The items with these numbers. */
    List<String> items(List<Integer> these) {
        return these.equals(numbers)
                ? items
                : these.stream().map(number -> items.get(number - 1)).toList();
    }
}
