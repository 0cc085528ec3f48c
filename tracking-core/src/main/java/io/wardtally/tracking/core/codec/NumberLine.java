package io.wardtally.tracking.core.codec;

import java.util.ArrayList;
import java.util.List;

/** Numbers as one line: each by itself, and those that follow one another as a range, {@code 1-3 5}. */
final class NumberLine {

    private static final int MOST = 100_000;

    private NumberLine() {}

    static String write(List<Integer> numbers) {
        StringBuilder out = new StringBuilder();
        int first = 0;
        while (first < numbers.size()) {
            int last = first;
            while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1L) {
                last++;
            }
            out.append(first == 0 ? "" : " ").append(numbers.get(first));
            if (last > first) {
                out.append('-').append(numbers.get(last));
            }
            first = last + 1;
        }
        return out.toString();
    }

    /**
     * The numbers of a line.
     *
     * @throws IllegalArgumentException if it is not what was written
     */
    static List<Integer> read(String line) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : line.split(" ", -1)) {
            int dash = part.indexOf('-', 1);
            int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
            if ((long) last - first >= MOST - numbers.size()) {
                throw new IllegalArgumentException("these are too many numbers");
            }
            for (long number = first; number <= last; number++) {
                numbers.add((int) number);
            }
        }
        if (!write(numbers).equals(line)) {
            throw new IllegalArgumentException("the numbers are broken");
        }
        return numbers;
    }
}
