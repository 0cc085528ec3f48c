package io.wardtally.tracking.core.scan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.wardtally.tracking.scan.Quirk;
import io.wardtally.tracking.scan.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Whatever is scanned gives a reading, and what was read is read the same when it is written down and read again. */
class CodesFuzz {

    private static final Codes STRICT = new Codes(Set.of());
    private static final Codes LENIENT = new Codes(Quirk.all());

    @FuzzTest(maxDuration = "1m")
    void whatever_is_scanned_gives_a_reading(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Reading reading = STRICT.read(text, 2026);
        LENIENT.read(text, 2026);
        LENIENT.read(List.of(text, "]d20109506000134352"), 2026);
        if (reading instanceof Reading.Code code && code.standard() == Reading.Standard.GS1) {
            Reading again = STRICT.read("]d2" + Gs1.scanned(code.elements()), 2026);
            if (!(again instanceof Reading.Code same) || !same.elements().equals(code.elements())) {
                throw new IllegalStateException("not the same when read again");
            }
        }
    }
}
