package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.it.app.ByCode;
import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.HttpContract;
import io.busha.resourceserver.it.contract.Row;
import io.undertow.UndertowOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.xnio.OptionMap;

/** The rows about paths and dispatches on an Undertow configured to decode slashes. */
class LaxPathsTest extends HttpContract {

    @Override
    protected Door open(Map<String, String> settings) throws Exception {
        return new UndertowDoor(settings, OptionMap.create(UndertowOptions.DECODE_SLASH, true));
    }

    @Override
    protected String door() {
        return UndertowServer.name() + "-lax";
    }

    @Override
    protected Map<Row, String> gaps() {
        return ByCode.gaps();
    }

    @Override
    protected Set<Row> rows() {
        return EnumSet.copyOf(
                Arrays.stream(Row.values()).filter(Row::isOptional).toList());
    }

    @Override
    protected boolean isPart() {
        return true;
    }
}
