package io.busha.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ExtentTest {

    @Test
    void acceptsOnlyShortAndFull() {
        assertThat(Extent.named("short")).isEqualTo(Extent.SHORT);
        assertThat(Extent.named("full")).isEqualTo(Extent.FULL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Extent.named("long"))
                .withMessage("busha.tests is short or full, not \"long\"");
    }
}
