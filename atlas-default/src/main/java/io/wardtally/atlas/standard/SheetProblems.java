package io.wardtally.atlas.standard;

import java.util.List;

/** A sheet that cannot be understood: each problem with the line and the key. */
final class SheetProblems extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> all;

    SheetProblems(List<String> all) {
        super(String.join("; ", all));
        this.all = List.copyOf(all);
    }

    List<String> all() {
        return all;
    }
}
