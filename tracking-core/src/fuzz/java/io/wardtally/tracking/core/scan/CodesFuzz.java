package io.wardtally.tracking.core.scan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wardtally.tracking.scan.ScannerQuirk;
import io.wardtally.tracking.scan.CodeReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Whatever is scanned gives a reading, and what was read is read the same when it is written down and read again. */
class CodesFuzz {

    private static final CodeReader STRICT = new CodeReader(Set.of());
    private static final CodeReader LENIENT = new CodeReader(ScannerQuirk.all());

    @FuzzTest(maxDuration = "1m")
    void whatever_is_scanned_gives_a_reading(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        CodeReading reading = STRICT.read(text, 2026);
        LENIENT.ways(text, 2026);
        LENIENT.read(List.of(text, "]d20109506000134352"), 2026);
        if (reading instanceof CodeReading.Code code && code.standard() == CodeReading.Standard.GS1) {
            CodeReading again = STRICT.read("]d2" + Gs1.scanned(code.elements()), 2026);
            if (!(again instanceof CodeReading.Code same) || !same.elements().equals(code.elements())) {
                throw new IllegalStateException("not the same when read again");
            }
        }
    }
}
