package org.parley.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.groups.Groups;
import org.parley.cli.login.Logins.Identity;
import org.parley.cli.presence.Presences;
import org.parley.cli.push.Pushes;
import org.parley.cli.server.Server;
import org.parley.cli.web.Web;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Mixin;

/** A server, and who I am there. */
final class Session {

    private static final String OPERATOR = "operator";

    @Mixin private final ServerOptions options = new ServerOptions();
    @Mixin private final UserOption as = new UserOption();

    /** Found out once a command runs. */
    record Open(Server server, Identity me, Archive archive, Web web) {

        Groups groups() {
            return new Groups(server.groups(), web, me.tokens());
        }

        Presences presences() {
            return new Presences(server.presence(), web, me.tokens());
        }

        Pushes pushes() {
            return new Pushes(server.push(), web, me.tokens());
        }

        /** None where there is no groups service. */
        List<GroupId> groupIds() {
            if (!server.services().containsKey(Server.GROUPS)) return List.of();
            return groups().mine().stream().map(Groups.Mine::id).toList();
        }

        ConversationId with(UserId peer) {
            return ConversationId.between(me.user(), peer);
        }
    }

    Open open() {
        return open(as.user());
    }

    /** As the demo operator, where the stack has one and nobody else is named. */
    Open openAsOperator() {
        boolean demo =
                options.server().stack().filter(s -> s.users().containsKey(OPERATOR)).isPresent();
        return open(as.user() == null && demo ? OPERATOR : as.user());
    }

    /** As the first demo user, where nobody is named or logged in. */
    Open openAsAnybody() {
        Server server = options.server();
        String first =
                server.stack().flatMap(s -> s.users().keySet().stream().findFirst()).orElse(null);
        return open(as.user() == null ? first : as.user());
    }

    Web web() {
        return options.web();
    }

    private Open open(@Nullable String user) {
        Server server = options.server();
        Identity me = options.logins(server).identity(user);
        return new Open(
                server,
                me,
                new Archive(server.archive(), options.web(), me.tokens()),
                options.web());
    }
}
