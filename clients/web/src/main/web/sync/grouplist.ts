import type { Groups } from '../api/groups';
import { conversationOf } from '../store/ingest';
import type { Store } from '../store/store';

/** My groups as the groups service lists them: names, roles, and those in which nothing has been said yet. */
export class GroupList {
    constructor(
        private readonly store: Store,
        private readonly groups: Groups,
    ) {}

    async refresh(): Promise<string[]> {
        const mine = await this.groups.mine();
        const ids = new Set(mine.map(group => group.id));
        await this.store.transaction('rw', this.store.conversations, async () => {
            for (const group of mine) {
                const known = await conversationOf(this.store, group.id);
                const { name, role, announcementOnly } = group;
                await this.store.conversations.put({ ...known, name, role, announcementOnly });
            }
            const left = await this.store.conversations.filter(one => one.kind === 'group' && !ids.has(one.id)).toArray();
            for (const one of left) {
                delete one.role;
                await this.store.conversations.put(one);
            }
        });
        return [...ids];
    }
}
