import type { MessageView } from '../core/wire';
import { query, Service, type Tokens } from './http';

export interface MarkView {
    upTo: string;
    position: number;
    at: string;
}

export interface ConversationView {
    id: string;
    peers: string[];
    name?: string;
    role?: string;
    last: MessageView;
    unread: number;
    delivered?: MarkView;
    read?: MarkView;
}

export interface ReceiptView extends MarkView {
    conversation: string;
    user: string;
    state: 'delivered' | 'read';
}

export interface SyncItem {
    message?: MessageView;
    receipt?: ReceiptView;
    membership?: { conversation: string; state: 'joined' | 'left'; role?: string; position: number };
}

export interface SyncPage {
    items: SyncItem[];
    cursor: string;
    more: boolean;
}

export interface HistoryPage {
    messages: MessageView[];
    previous?: string;
    next?: string;
}

export interface MessageReceipts {
    receipts: ReceiptView[];
    delivered: number;
    read: number;
    of: number;
    next?: string;
}

export interface Hit {
    message: MessageView;
    snippet: { text: string; highlights: { start: number; end: number }[] };
}

export interface SearchPage {
    hits: Hit[];
    next?: string;
}

export type Place = { before: string } | { after: string } | { around: string } | Record<string, never>;

/** History, sync and search. */
export class Archive {
    private readonly service: Service;

    constructor(tokens: Tokens) {
        this.service = new Service('/api/archive', tokens);
    }

    sync(after: string, signal?: AbortSignal): Promise<SyncPage> {
        return this.service.ask(`/sync${query({ after, limit: 1000 })}`, { signal });
    }

    conversations(before?: string, signal?: AbortSignal): Promise<{ conversations: ConversationView[]; next?: string }> {
        return this.service.ask(`/conversations${query({ before, limit: 200 })}`, { signal });
    }

    history(conversation: string, place: Place, limit = 100): Promise<HistoryPage> {
        return this.service.ask(`/conversations/${encodeURIComponent(conversation)}/messages${query({ ...place, limit })}`);
    }

    receipts(conversation: string): Promise<{ receipts: ReceiptView[] }> {
        return this.service.ask(`/conversations/${encodeURIComponent(conversation)}/receipts`);
    }

    messageReceipts(id: string, after?: string): Promise<MessageReceipts> {
        return this.service.ask(`/messages/${id}/receipts${query({ after })}`);
    }

    message(id: string): Promise<MessageView> {
        return this.service.ask(`/messages/${id}`);
    }

    search(q: string, conversation?: string, before?: string, signal?: AbortSignal): Promise<SearchPage> {
        return this.service.ask(`/search${query({ q, conversation, before, limit: 30 })}`, { signal });
    }
}
