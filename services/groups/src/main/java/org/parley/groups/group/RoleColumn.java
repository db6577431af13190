package org.parley.groups.group;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupRole;

/** A role in the database is its wire name. */
@Converter(autoApply = true)
public final class RoleColumn implements AttributeConverter<@Nullable GroupRole, @Nullable String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable GroupRole role) {
        return role == null ? null : role.wireName();
    }

    @Override
    public @Nullable GroupRole convertToEntityAttribute(@Nullable String name) {
        return name == null ? null : GroupRole.parse(name).orElseThrow();
    }
}
