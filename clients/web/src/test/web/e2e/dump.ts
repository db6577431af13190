import type { Person } from './person';

/** What a browser keeps, for finding out. */
export const dump = (person: Person, tables: string[]): Promise<string> =>
    person.page.evaluate(
        async ([name, stores]) => {
            const open = indexedDB.open(`parley-${name}`);
            const db = await new Promise<IDBDatabase>(resolve => (open.onsuccess = () => resolve(open.result)));
            const all = (store: string) =>
                new Promise(resolve => {
                    const request = db.transaction(store).objectStore(store).getAll();
                    request.onsuccess = () => resolve(request.result);
                });
            const found = await Promise.all(stores.map(async store => [store, await all(store)]));
            db.close();
            return JSON.stringify(Object.fromEntries(found), null, 1);
        },
        [person.name, tables] as const,
    );
