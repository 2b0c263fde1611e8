package io.dm4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.ddl.DdlObject;
import io.dm4j.ddl.DdlStep;
import io.dm4j.ddl.StatementKind;
import io.dm4j.progress.DdlIntent;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdlRecoveryTest {

    @ParameterizedTest
    @CsvSource({
        "CREATE_TABLE, '', '', false",
        "CREATE_TABLE, '', new, true",
        "ALTER_TABLE, old, old, false",
        "ALTER_TABLE, old, new, true",
        "TRUNCATE_TABLE, old, old, false",
        "DROP_TABLE, old, old, false",
        "DROP_TABLE, old, '', true",
        "CREATE_DATABASE, '', new, true",
        "DROP_DATABASE, old, '', true",
    })
    void decidesByTheDefinitions(StatementKind kind, String before, String now, boolean done) {
        assertThat(DdlRecovery.isDone(intent(before), step(kind), now)).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"ALTER_TABLE, old, ''", "DROP_TABLE, old, new"})
    void stopsWhenItCannotTell(StatementKind kind, String before, String now) {
        assertThatThrownBy(() -> DdlRecovery.isDone(intent(before), step(kind), now))
                .hasMessageContaining("code=36506")
                .hasMessageContaining("`mall`.`t`");
    }

    @ParameterizedTest
    @CsvSource({"old, '', false", "'', new, true"})
    void aRenameIsToldByTheNames(String old, String renamed, boolean done) {
        assertThat(DdlRecovery.isRenamed(intent("old"), old, renamed)).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"old, new", "'', ''"})
    void aRenameWithBothOrNeitherNameStops(String old, String renamed) {
        assertThatThrownBy(() -> DdlRecovery.isRenamed(intent("old"), old, renamed))
                .hasMessageContaining("code=36506");
    }

    private static DdlStep step(StatementKind kind) {
        return new DdlStep(kind, "", new DdlObject(Fixtures.SOURCE, Fixtures.TARGET), Optional.empty());
    }

    private static DdlIntent intent(String before) {
        return new DdlIntent(Fixtures.at(10), "", 0, 0, "", Fixtures.TARGET, before, 1);
    }
}
