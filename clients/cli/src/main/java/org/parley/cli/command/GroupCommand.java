package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.cli.groups.Groups;
import org.parley.cli.json.Json;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
        name = "group",
        description = {
            "Make groups, and say who is in them. A GROUP is a name or an id.",
            "Chat in one with: parley chat '#GROUP'"
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class GroupCommand implements Runnable {

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What about groups?");
    }

    @Command(description = "Make a group; you are its owner.")
    void create(
            @Parameters(paramLabel = "NAME", description = "what people call it") String name,
            @Parameters(
                            paramLabel = "USER",
                            arity = "0..*",
                            description = "who is in it from the beginning",
                            converter = PeerArgument.class)
                    @Nullable List<UserId> users) {
        ObjectNode group = groups().create(name);
        out().println(group.path("id").asText() + "  " + group.path("name").asText());
        if (users != null && !users.isEmpty())
            tell(groups().add(new GroupId(group.path("id").asText()), users));
    }

    @Command(description = "List the groups that I am in.")
    void list() {
        for (Groups.Mine group : groups().mine())
            out().printf(
                            "%s  %-24s %4d members  %s%n",
                            group.id(), group.name(), group.members(), group.role());
    }

    @Command(description = "Show a group and who is in it.")
    void show(@Parameters(paramLabel = "GROUP") String group) {
        GroupId id = find(group);
        out().println(Json.line(groups().get("/groups/" + id)));
        for (JsonNode member : groups().get("/groups/" + id + "/members").path("members"))
            out().printf(
                            "%-24s %-7s since %s%n",
                            member.path("user").asText(),
                            member.path("role").asText(),
                            member.path("since").asText());
    }

    @Command(description = "Add users to a group.")
    void add(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USER", arity = "1..*", converter = PeerArgument.class)
                    List<UserId> users) {
        tell(groups().add(find(group), users));
    }

    private void tell(ObjectNode outcomes) {
        for (JsonNode one : outcomes.path("outcomes"))
            out().printf(
                            "%-24s %s%n",
                            one.path("user").asText(),
                            Json.text(one, "reason").orElse(one.path("outcome").asText()));
    }

    @Command(description = "Remove users from a group.")
    void remove(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USER", arity = "1..*", converter = PeerArgument.class)
                    List<UserId> users) {
        GroupId id = find(group);
        for (UserId user : users) groups().remove(id, user);
    }

    @Command(description = "Leave a group. The only owner hands over first.")
    void leave(@Parameters(paramLabel = "GROUP") String group) {
        groups().remove(find(group), session.open().me().user());
    }

    @Command(description = "Make a member an owner, admin or plain member.")
    void role(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USER", converter = PeerArgument.class) UserId user,
            @Parameters(paramLabel = "owner|admin|member") String role) {
        groups().role(find(group), user, role);
    }

    @Command(description = "Change what a group is called.")
    void rename(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "NAME") String name) {
        groups().change(find(group), Json.object().put("name", name));
    }

    @Command(description = "Only owners and admins write (on), or everybody (off).")
    void announcements(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "on|off") String mode) {
        boolean on =
                switch (mode) {
                    case "on" -> true;
                    case "off" -> false;
                    default ->
                            throw new ParameterException(
                                    spec.commandLine(), mode + ": it must be on or off");
                };
        groups().change(find(group), Json.object().put("announcementOnly", on));
    }

    @Command(description = "Delete a group for good. Its members keep what they could read.")
    void delete(@Parameters(paramLabel = "GROUP") String group) {
        groups().delete("/groups/" + find(group));
    }

    @Command(description = "Make a link by which others join.")
    void link(
            @Parameters(paramLabel = "GROUP") String group,
            @Option(
                            names = "--expires",
                            paramLabel = "SECONDS",
                            description = "how long it lets people in (default: a week)")
                    @Nullable Long expires,
            @Option(
                            names = "--uses",
                            paramLabel = "N",
                            description = "how many it lets in (default: all there is room for)")
                    @Nullable Integer uses) {
        ObjectNode wanted = Json.object();
        if (expires != null) wanted.put("expiresIn", expires);
        if (uses != null) wanted.put("uses", uses);
        out().println(
                        groups().post("/groups/" + find(group) + "/links", wanted)
                                .path("url")
                                .asText());
    }

    @Command(description = "Join a group by a link, or by what it ends with.")
    void join(@Parameters(paramLabel = "LINK") String link) {
        String token = link.substring(link.lastIndexOf('/') + 1);
        ObjectNode joined = groups().post("/join", Json.object().put("token", token));
        out().printf(
                        "%s %s  %s%n",
                        joined.path("outcome").asText(),
                        joined.path("group").asText(),
                        joined.path("name").asText());
    }

    @Command(description = "Who asked to join and waits for me.")
    void requests(@Parameters(paramLabel = "GROUP") String group) {
        for (JsonNode request :
                groups().get("/groups/" + find(group) + "/requests").path("requests"))
            out().println(request.path("user").asText() + "  " + request.path("at").asText());
    }

    @Command(description = "Let somebody in who asked to join.")
    void accept(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USER", converter = PeerArgument.class) UserId user) {
        var _ =
                groups().post(
                                "/groups/" + find(group) + "/requests/" + user + "/accept",
                                Json.object());
    }

    @Command(description = "Do not let somebody in who asked to join.")
    void decline(
            @Parameters(paramLabel = "GROUP") String group,
            @Parameters(paramLabel = "USER", converter = PeerArgument.class) UserId user) {
        var _ =
                groups().post(
                                "/groups/" + find(group) + "/requests/" + user + "/decline",
                                Json.object());
    }

    private Groups groups() {
        return session.open().groups();
    }

    private GroupId find(String group) {
        return groups().find(group).id();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
