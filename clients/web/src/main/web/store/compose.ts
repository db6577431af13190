import { v7 as uuidv7 } from 'uuid';
import { isGroup, peerOf } from '../core/ids';
import { amend } from '../core/merge';
import type { Message } from '../core/message';
import { orderOf } from '../core/order';
import { topicOf } from '../core/topics';
import { refresh } from './preview';
import type { Store } from './store';

export interface Draft {
    text: string;
    ref?: string;
    mentions?: string[];
    forwarded?: boolean;
}

/**
 * Writes what somebody wants said into the outbox and shows it at once. From here on it is sent until the archive has
 * it, whatever happens to this tab.
 */
export class Compose {
    constructor(
        private readonly store: Store,
        private readonly device: string,
    ) {}

    async say(conversation: string, draft: Draft): Promise<string> {
        const { text, ref, mentions, forwarded } = draft;
        return this.enqueue(conversation, {
            message: text,
            ...(ref !== undefined && { ref }),
            ...(mentions?.length && { mentions }),
            ...(forwarded && { forwarded }),
        });
    }

    async edit(message: Message, text: string): Promise<void> {
        await this.change(message, 'edit', text);
    }

    async remove(message: Message): Promise<void> {
        await this.change(message, 'delete', '');
    }

    /** The same emoji again takes it back. */
    async react(message: Message, emoji: string): Promise<void> {
        const mine = message.reactions?.[this.store.user]?.emoji;
        await this.change(message, 'reaction', mine === emoji ? '' : emoji);
    }

    private async change(message: Message, type: 'edit' | 'delete' | 'reaction', text: string) {
        await this.enqueue(message.conversation, { type, ref: message.id, ...(type !== 'delete' && { message: text }) }, message);
    }

    /** Refused ones are tried again as they are; the id is the same, so it stays one message. */
    async retry(id: string, conversation: string): Promise<void> {
        await this.store.transaction('rw', [this.store.outbox, this.store.messages], async () => {
            await this.store.outbox.where('id').equals(id).modify(entry => {
                entry.due = 0;
                delete entry.refusal;
            });
            await this.store.messages.where('[conversation+id]').equals([conversation, id]).modify(message => {
                message.state = 'waiting';
                delete message.refusal;
            });
        });
    }

    async discard(id: string, conversation: string): Promise<void> {
        await this.store.transaction('rw', [this.store.outbox, this.store.messages, this.store.conversations, this.store.gaps], async () => {
            await this.store.outbox.delete(id);
            await this.store.messages.delete([conversation, id]);
            await refresh(this.store, conversation);
        });
    }

    private async enqueue(conversation: string, body: Record<string, unknown>, changed?: Message): Promise<string> {
        const { store } = this;
        const id = uuidv7();
        const now = Date.now();
        const tables = [store.messages, store.conversations, store.outbox, store.facts, store.gaps];
        await store.transaction('rw', tables, async () => {
            const n = await this.next(`n ${conversation}`);
            const peer = peerOf(conversation, store.user);
            const payload = {
                id,
                from: store.user,
                to: isGroup(conversation) ? conversation : peer,
                timestamp: new Date(now).toISOString(),
                device: this.device,
                n,
                ...body,
            };
            await store.outbox.add({
                id,
                conversation,
                topic: topicOf(conversation, store.user, peer),
                payload: JSON.stringify(payload),
                seq: await this.next('seq'),
                tries: 0,
                due: 0,
            });
            if (changed) await this.applyChange(changed, body, id, now);
            else await store.messages.add(this.shown(conversation, id, now, body));
            await refresh(store, conversation);
        });
        return id;
    }

    private async next(counter: string): Promise<number> {
        const next = ((await this.store.fact<number>(counter)) ?? 0) + 1;
        await this.store.remember(counter, next);
        return next;
    }

    private async applyChange(message: Message, body: Record<string, unknown>, id: string, now: number) {
        const known = (await this.store.messages.get([message.conversation, message.id])) ?? message;
        const type = body.type as 'edit' | 'delete' | 'reaction';
        const order = orderOf(undefined, now);
        const text = (body.message as string | undefined) ?? '';
        const change = { conversation: message.conversation, id, ref: message.id, type, from: this.store.user, text, order, at: now };
        await this.store.messages.put(amend(known, change, now));
    }

    private shown(conversation: string, id: string, now: number, body: Record<string, unknown>): Message {
        return {
            conversation,
            id,
            from: this.store.user,
            type: 'text',
            text: body.message as string,
            at: now,
            arrived: now,
            order: orderOf(undefined, now),
            state: 'waiting',
            ...(body.ref !== undefined && { ref: body.ref as string }),
            ...(body.mentions !== undefined && { mentions: body.mentions as string[] }),
            ...(body.forwarded === true && { forwarded: true }),
        };
    }
}
