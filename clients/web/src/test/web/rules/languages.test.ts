import { expect, test } from 'vitest';
import { ar } from '../../../main/web/i18n/ar';
import { de } from '../../../main/web/i18n/de';
import { en } from '../../../main/web/i18n/en';
import { withPlurals } from '../../../main/web/i18n/plurals';
import { zh } from '../../../main/web/i18n/zh';
import { words as consoleAr } from '../../../main/web/console/words/ar';
import { words as consoleDe } from '../../../main/web/console/words/de';
import { words as consoleEn } from '../../../main/web/console/words/en';
import { words as consoleZh } from '../../../main/web/console/words/zh';

const flat = (words: object, path = ''): [string, string][] =>
    Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flat(value as object, `${path}${key}.`)));
const gaps = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(match => match[1]!).filter(name => name !== 'count').toSorted();

test.each([
    ['de', en, de],
    ['zh', en, zh],
    ['ar', en, ar],
    ['de in the console', consoleEn, consoleDe],
    ['zh in the console', consoleEn, consoleZh],
    ['ar in the console', consoleEn, consoleAr],
])('%s says all that English says, with the same gaps', (_name, english, words) => {
    const theirs = new Map(flat(words));
    for (const [key, text] of flat(english)) {
        expect(theirs.get(key), key).toBeTruthy();
        expect(gaps(theirs.get(key)!), key).toEqual(gaps(text));
    }
    expect(theirs.size).toBe(flat(english).length);
});

test('Arabic has all its plurals', () => {
    expect(withPlurals({ a_one: 'one', a_other: 'many' }, 'ar')).toEqual({
        a_one: 'one', a_other: 'many', a_zero: 'many', a_two: 'many', a_few: 'many', a_many: 'many',
    });
});
