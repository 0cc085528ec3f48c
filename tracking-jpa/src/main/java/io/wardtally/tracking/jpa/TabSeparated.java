package io.wardtally.tracking.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tab-separated lists of short records within one column: a line for each, fields apart by tabs, control characters by backslash. */
final class TabSeparated {

    private TabSeparated() {}

    static String line(List<String> fields) {
        return fields.stream().map(TabSeparated::escaped).collect(Collectors.joining("\t"));
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    static List<String> parse(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\') {
                field.append(
                        switch (line.charAt(++i)) {
                            case '\\' -> '\\';
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> throw new IllegalArgumentException("no such escape");
                        });
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
