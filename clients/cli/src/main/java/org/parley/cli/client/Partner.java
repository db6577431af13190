package org.parley.cli.client;

import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/** Whom one talks to. */
public sealed interface Partner {

    record Person(UserId user) implements Partner {
        @Override
        public ConversationId conversation(UserId me) {
            return ConversationId.between(me, user);
        }

        @Override
        public Topic.Message message(UserId me) {
            return new Topic.DirectMessage(user, me);
        }

        @Override
        public Topic typing(UserId me) {
            return new Topic.DirectTyping(user, me);
        }

        @Override
        public String toString() {
            return user.value();
        }
    }

    record Group(GroupId group, String name) implements Partner {
        @Override
        public ConversationId conversation(UserId me) {
            return new ConversationId.Group(group);
        }

        @Override
        public Topic.Message message(UserId me) {
            return new Topic.GroupMessage(group, me);
        }

        @Override
        public Topic typing(UserId me) {
            return new Topic.GroupTyping(group, me);
        }

        @Override
        public String toString() {
            return "#" + name;
        }
    }

    ConversationId conversation(UserId me);

    /** Where I speak. */
    Topic.Message message(UserId me);

    Topic typing(UserId me);
}
