import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Stream } from '../core/counters';
import type { Gap } from '../core/gaps';
import type { Amendment, Message } from '../core/message';
import type { Entry } from '../core/outbox';
import type { Conversation } from './conversation';

export interface MarkRow {
    conversation: string;
    user: string;
    delivered?: number;
    deliveredId?: string;
    read?: number;
    readId?: string;
}

export interface GapRow extends Gap {
    key: number;
    conversation: string;
}

export interface StreamRow extends Stream {
    conversation: string;
    from: string;
    device: string;
}

export interface DraftRow {
    conversation: string;
    text: string;
    /** The message that is being answered, or edited. */
    replyTo?: string;
    editing?: string;
    at: number;
}

/**
 * Everything this browser keeps for one user. All tabs read from it; what they want sent they write into it, and one
 * of them, the leader, talks to the servers.
 */
export class Store extends Dexie {
    messages!: Table<Message, [string, string]>;
    conversations!: EntityTable<Conversation, 'id'>;
    outbox!: EntityTable<Entry, 'id'>;
    marks!: Table<MarkRow, [string, string]>;
    gaps!: EntityTable<GapRow, 'key'>;
    /** Changes that came live before what they change. */
    early!: Table<Amendment, [string, string]>;
    streams!: Table<StreamRow, [string, string, string]>;
    drafts!: EntityTable<DraftRow, 'conversation'>;
    facts!: Table<{ name: string; value: unknown }, string>;

    constructor(readonly user: string) {
        super(`parley-${user}`);
        this.version(1).stores({
            messages: '[conversation+id], [conversation+order+id], expiresAt',
            conversations: 'id, lastOrder',
            outbox: 'id, conversation, seq',
            marks: '[conversation+user]',
            gaps: '++key, conversation',
            early: '[conversation+id], [conversation+ref]',
            streams: '[conversation+from+device]',
            drafts: 'conversation',
            facts: 'name',
        });
    }

    async fact<T>(name: string): Promise<T | undefined> {
        return (await this.facts.get(name))?.value as T | undefined;
    }

    async remember(name: string, value: unknown): Promise<void> {
        await this.facts.put({ name, value });
    }

    /** Messages of a conversation between two places, both included, in order. */
    between(conversation: string, from: number, to: number) {
        return this.messages
            .where('[conversation+order+id]')
            .between([conversation, from, Dexie.minKey], [conversation, to, Dexie.maxKey], true, true);
    }
}
