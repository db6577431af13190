import { oneLine } from '../core/display';

/** What the push service says, as docs/protocol.md has it. */
export interface Pushed {
    kind: string;
    conversation: string;
    from?: string;
    group?: string;
    type?: string;
    text?: string;
    unread?: number;
    badge?: number;
}

const WORDS: Record<string, { new: (count: number) => string; test: string }> = {
    en: { new: count => (count > 1 ? `${count} new messages` : 'New message'), test: 'Notifications work.' },
    de: { new: count => (count > 1 ? `${count} neue Nachrichten` : 'Neue Nachricht'), test: 'Benachrichtigungen funktionieren.' },
    zh: { new: count => (count > 1 ? `${count} 条新消息` : '新消息'), test: '通知可以正常显示。' },
    ar: { new: count => (count > 1 ? `${count} رسائل جديدة` : 'رسالة جديدة'), test: 'الإشعارات تعمل.' },
};

/** The worker has no page whose language it could take, so it has the few words it needs. */
export function told(pushed: Pushed, language: string): { title: string; body: string } {
    const words = WORDS[language.split('-')[0] ?? ''] ?? WORDS.en!;
    if (pushed.kind === 'test') return { title: 'Parley', body: words.test };
    const title = oneLine(pushed.group ?? pushed.from ?? 'Parley', 80);
    const text = pushed.text === undefined ? words.new(pushed.unread ?? 1) : oneLine(pushed.text);
    return { title, body: pushed.group !== undefined && pushed.from !== undefined ? `${pushed.from}: ${text}` : text };
}
