import type { Archive, HistoryPage } from '../api/archive';

/** The first message of a day or after it. The archive knows places, not times: the pages are gone through backwards. */
export async function firstOfDay(archive: Archive, conversation: string, midnight: number): Promise<string | undefined> {
    let page = await archive.history(conversation, {}, 200);
    for (let pages = 0; pages < MOST; pages++) {
        const first = page.messages[0];
        if (!first) return undefined;
        if (time(first) < midnight || page.previous === undefined) return firstAfter(page, midnight);
        const earlier: HistoryPage = await archive.history(conversation, { before: page.previous }, 200);
        if (isBefore(earlier, midnight)) return firstAfter(earlier, midnight) ?? first.id;
        page = earlier;
    }
    return page.messages[0]?.id;
}

const MOST = 200;

const time = (message: HistoryPage['messages'][number]): number => Date.parse(message.timestamp ?? message.receivedAt);

const isBefore = (page: HistoryPage, midnight: number): boolean => {
    const last = page.messages.at(-1);
    return last !== undefined && time(last) < midnight;
};

const firstAfter = (page: HistoryPage, midnight: number): string | undefined =>
    page.messages.find(message => time(message) >= midnight)?.id;
