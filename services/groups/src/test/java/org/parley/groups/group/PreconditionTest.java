package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.groups.problem.Refusal.Changed;
import org.parley.groups.problem.Refusal.VersionMissing;

class PreconditionTest {

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", " \"7\" ", "\"6\", \"7\"", "*"})
    void holds(String ifMatch) {
        assertThatCode(() -> Precondition.required(ifMatch).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "\"77\"", "x"})
    void doesNotHold(String ifMatch) {
        assertThatThrownBy(() -> Precondition.required(ifMatch).check(7))
                .isInstanceOf(Changed.class)
                .hasMessageContaining("\"7\" now");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void isMissing(String ifMatch) {
        assertThatThrownBy(() -> Precondition.required(ifMatch)).isInstanceOf(VersionMissing.class);
    }

    @Test
    void mayBeLeftOutWhereNothingIsOverwritten() {
        assertThatCode(() -> new Precondition(null).check(7)).doesNotThrowAnyException();
    }
}
