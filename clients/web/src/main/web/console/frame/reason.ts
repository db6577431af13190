import { useState } from 'react';
import type { PageName } from '../route';

export const SHORTEST = 3;
export const LONGEST = 500;

/** As long as this page of the browser lives, each page of the console its own; never stored. */
const given = new Map<PageName, string>();

export const isReason = (text: string): boolean => text.trim().length >= SHORTEST && text.trim().length <= LONGEST;

export function useReason(page: PageName): [string, (text: string) => void] {
    const [reason, setReason] = useState(given.get(page) ?? '');
    const change = (text: string) => {
        given.set(page, text);
        setReason(text);
    };
    return [reason, change];
}
