package org.parley.groups.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.contracts.UserBlock;

/**
 * Makes states comparable: read and written anew, so that order and unknown members do not matter.
 */
@ApplicationScoped
class Prints {

    private static final Print UNREADABLE = new Print(null, false, 0);

    private final ObjectMapper mapper;

    Prints(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Print of(GroupState state) {
        return new Print(state.version(), state.deleted(), hash(state));
    }

    Print of(GroupMember state) {
        return new Print(state.version(), state.role() == null, hash(state));
    }

    Print of(UserBlock state) {
        return new Print(null, false, hash(state));
    }

    /** Of a record; one that cannot be read equals nothing. */
    Print of(AccessKey.FromGroups key, byte[] value) {
        try {
            return switch (key) {
                case AccessKey.Group _ -> of(mapper.readValue(value, GroupState.class));
                case AccessKey.Member _ -> of(mapper.readValue(value, GroupMember.class));
                case AccessKey.Block _ -> of(mapper.readValue(value, UserBlock.class));
            };
        } catch (IOException e) {
            return UNREADABLE;
        }
    }

    private long hash(@Nullable Object state) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(state));
            return ByteBuffer.wrap(digest).getLong();
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
