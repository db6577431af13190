import { describe, expect, test } from 'vitest';
import { amend, merge } from '../../../main/web/core/merge';
import { orderOf } from '../../../main/web/core/order';
import { aChange, aMessage } from './samples';

const live = (arrived: number) => {
    const { position: _, ...message } = aMessage({ order: orderOf(undefined, arrived) });
    return message;
};

describe('merging by id', () => {
    test('a repeat over MQTT changes nothing', () => {
        const known = aMessage();
        expect(merge(known, live(5))).toBe(known);
    });

    test('the archive gives a live message its place', () => {
        expect(merge(live(5), aMessage(), 100)).toEqual(aMessage());
    });

    test('mine is no longer waiting once the archive has it', () => {
        const waiting = { ...live(5), state: 'waiting' as const };
        expect(merge(waiting, aMessage(), 100).state).toBeUndefined();
    });

    test('nobody writes over a message of another with the same id', () => {
        const known = aMessage({ from: 'bob', text: 'mine' });
        expect(merge(known, { ...live(5), from: 'mallory', text: 'forged' })).toBe(known);
        expect(merge(known, aMessage({ from: 'mallory', text: 'forged', order: 11, position: 11 }), 100)).toBe(known);
    });

    test('a forged id that came first gives way to the archived one', () => {
        const forged = { ...live(5), from: 'mallory', text: 'forged' };
        expect(merge(forged, aMessage(), 100).from).toBe('bob');
    });

    test('what the archive removed is removed here', () => {
        const known = aMessage({ reactions: { alice: { emoji: '👍', id: 'r', order: 12 } } });
        const merged = merge(known, aMessage({ removed: 'deleted', text: '' }), 100);
        expect(merged).toMatchObject({ removed: 'deleted', text: '' });
        expect(merged.reactions).toBeUndefined();
    });

    test('an edit that came after the archive was asked stays', () => {
        const edited = amend(aMessage(), aChange({ text: 'new' }), 200);
        expect(merge(edited, aMessage({ text: 'old' }), 150).text).toBe('new');
        expect(merge(edited, aMessage({ text: 'newer' }), 300).text).toBe('newer');
    });

    test('sync knows no reactions and takes none away; history does', () => {
        const known = aMessage({ reactions: { alice: { emoji: '👍', id: 'r', order: 12 } } });
        expect(merge(known, aMessage(), 100).reactions).toEqual(known.reactions);
        expect(merge(known, aMessage(), 100, true).reactions).toBeUndefined();
    });

    test('deleted for me stays so', () => {
        expect(merge(aMessage({ hidden: true }), aMessage(), 100).hidden).toBe(true);
    });
});

describe('changes', () => {
    test('only the author edits and deletes', () => {
        const message = aMessage();
        expect(amend(message, aChange({ from: 'mallory' }), 1)).toBe(message);
        expect(amend(message, aChange({ from: 'mallory', type: 'delete' }), 1)).toBe(message);
    });

    test('the newest edit counts, in whatever order they come', () => {
        const first = aChange({ id: 'c1', order: 11, text: 'one' });
        const second = aChange({ id: 'c2', order: 12, text: 'two' });
        expect(amend(amend(aMessage(), first, 1), second, 1).text).toBe('two');
        expect(amend(amend(aMessage(), second, 1), first, 1).text).toBe('two');
    });

    test('the same edit again brings its position', () => {
        const early = aChange({ order: orderOf(undefined, 5) });
        const placed = amend(amend(aMessage(), early, 1), aChange({ order: 11 }), 1);
        expect(placed.edit).toEqual({ id: 'c1', order: 11 });
        expect(amend(placed, aChange({ id: 'c2', order: 12, text: 'later' }), 1).text).toBe('later');
    });

    test('one reaction a user, the newest; an empty one takes it back', () => {
        const like = aChange({ type: 'reaction', id: 'r1', from: 'alice', text: '👍', order: 11 });
        const love = aChange({ type: 'reaction', id: 'r2', from: 'alice', text: '❤️', order: 12 });
        const none = aChange({ type: 'reaction', id: 'r3', from: 'alice', text: '', order: 13 });
        const loved = amend(amend(aMessage(), love, 1), like, 1);
        expect(loved.reactions?.alice?.emoji).toBe('❤️');
        expect(amend(loved, none, 1).reactions?.alice?.emoji).toBe('');
    });

    test('a deleted message takes no more changes', () => {
        const gone = amend(aMessage(), aChange({ type: 'delete' }), 1);
        expect(gone).toMatchObject({ removed: 'deleted', text: '' });
        expect(amend(gone, aChange({ id: 'c9', order: 99 }), 1)).toBe(gone);
    });
});
