package io.wardtally.tracking.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wardtally.tracking.Message;
import io.wardtally.tracking.session.Concern;
import io.wardtally.tracking.session.ConcernCode;
import io.wardtally.tracking.session.Readiness;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final Concern BLOCK = Concern.blocks(ConcernCode.IN_USE, Message.of("in use by sarah (ICU)"));
    private static final Concern SOFT = Concern.blocksSoftly(ConcernCode.NOT_CLEAN, Message.of("awaits cleaning"));
    private static final Concern WARNING =
            Concern.warns(ConcernCode.OVERRIDDEN, Message.of("an emergency override is in force"));
    private static final Concern OTHER_WARNING = Concern.warns(ConcernCode.HELD, Message.of("reserved from noon"));

    @Test
    void nothing_to_say_is_ready() {
        Readiness ready = Readiness.of(List.of());
        assertThat(ready).hasToString("READY");
        assertThat(ready.isReady()).isTrue();
        assertThat(ready.canBeOverridden()).isFalse();
    }

    @Test
    void warnings_allow_use_and_are_told() {
        Readiness warned = Readiness.of(List.of(WARNING, OTHER_WARNING));
        assertThat(warned).hasToString("READY, but an emergency override is in force; reserved from noon");
        assertThat(warned.isReady()).isTrue();
        assertThat(warned.canBeOverridden()).isFalse();
    }

    @Test
    void soft_blocks_can_be_overridden() {
        Readiness soft = Readiness.of(List.of(WARNING, SOFT));
        assertThat(soft).hasToString("BLOCKED: awaits cleaning; an emergency override is in force");
        assertThat(soft.isReady()).isFalse();
        assertThat(soft.canBeOverridden()).isTrue();
    }

    @Test
    void one_hard_block_cannot_be_overridden_and_is_told_first() {
        Readiness hard = Readiness.of(List.of(WARNING, SOFT, OTHER_WARNING, BLOCK));
        assertThat(hard.concerns()).containsExactly(BLOCK, SOFT, WARNING, OTHER_WARNING);
        assertThat(hard.toString()).startsWith("BLOCKED: in use by sarah (ICU); awaits cleaning; ");
        assertThat(hard.isReady()).isFalse();
        assertThat(hard.canBeOverridden()).isFalse();
    }
}
