package org.parley.cli.command;

import org.parley.cli.archive.Archive;
import org.parley.cli.login.Logins.Identity;
import org.parley.cli.server.Server;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Mixin;

/** A server, and who I am there. */
final class Session {

    @Mixin private final ServerOptions options = new ServerOptions();
    @Mixin private final UserOption as = new UserOption();

    /** Found out once a command runs. */
    record Open(Server server, Identity me, Archive archive) {

        ConversationId with(UserId peer) {
            return ConversationId.between(me.user(), peer);
        }
    }

    Open open() {
        Server server = options.server();
        Identity me = options.logins(server).identity(as.user());
        return new Open(server, me, new Archive(server.archive(), options.web(), me.tokens()));
    }
}
