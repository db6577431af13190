package org.parley.archive.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.MessageView;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "OversightPage", description = "Who wrote what to whom and when, the newest first.")
record OversightPage(
        List<MessageView> messages,
        @Schema(description = "For `cursor`: what is older. Absent at the end.")
                @Nullable String next) {}
