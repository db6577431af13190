import { Loader, TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { VList } from 'virtua';
import { emojiRows, recentEmoji, rememberEmoji, type EmojiRow } from './emoji';
import styles from './EmojiPicker.module.css';

const COLUMNS = 8;
const GROUPS = ['smileys', 'people', '', 'animals', 'food', 'travel', 'activities', 'objects', 'symbols', 'flags'];

type Line = { kind: 'title'; text: string } | { kind: 'emoji'; all: string[] };

/** Emoji with words to find them by, all from this origin. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
    const { t, i18n } = useTranslation();
    const [rows, setRows] = useState<EmojiRow[]>();
    const [words, setWords] = useState('');
    const grid = useRef<HTMLDivElement>(null);
    useEffect(() => {
        void emojiRows(i18n.language).then(setRows);
    }, [i18n.language]);
    const lines = useMemo(() => (rows ? linesOf(rows, words.trim().toLowerCase(), key => t(key)) : []), [rows, words, t]);
    const pick = (emoji: string) => {
        rememberEmoji(emoji);
        onPick(emoji);
    };
    const keys = (event: KeyboardEvent) => {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
        if (step === undefined) return;
        const all = [...(grid.current?.querySelectorAll('button') ?? [])];
        const at = all.indexOf(document.activeElement as HTMLButtonElement);
        all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
        event.preventDefault();
    };
    return (
        <div className={styles.picker}>
            <TextInput
                data-autofocus
                radius="xl"
                placeholder={t('emoji.find')}
                aria-label={t('emoji.find')}
                value={words}
                onChange={event => setWords(event.currentTarget.value)}
                onKeyDown={event => event.key === 'ArrowDown' && keys(event)}
            />
            {!rows && <Loader size="sm" aria-label={t('loading')} />}
            <div ref={grid} className={styles.grid} onKeyDown={keys}>
                <VList>
                    {lines.map((line, index) =>
                        line.kind === 'title' ? (
                            <h2 key={index} className={styles.title}>
                                {line.text}
                            </h2>
                        ) : (
                            <div key={index} className={styles.line}>
                                {line.all.map(emoji => (
                                    <button key={emoji} type="button" className={styles.emoji} onClick={() => pick(emoji)}>
                                        {emoji}
                                    </button>
                                ))}
                            </div>
                        ),
                    )}
                </VList>
            </div>
            {rows && lines.length === 0 && <p className={styles.none}>{t('emoji.none')}</p>}
        </div>
    );
}

function linesOf(rows: EmojiRow[], query: string, t: (key: string) => string): Line[] {
    if (query !== '') return inLines(rows.filter(([, , words]) => words.includes(query)).map(([emoji]) => emoji));
    const recent = recentEmoji();
    const groups = GROUPS.flatMap((name, group) => {
        const all = rows.filter(row => row[1] === group).map(([emoji]) => emoji);
        return all.length === 0 ? [] : [{ kind: 'title', text: t(`emoji.${name}`) } as const, ...inLines(all)];
    });
    return recent.length === 0 ? groups : [{ kind: 'title', text: t('emoji.recent') }, ...inLines(recent), ...groups];
}

function inLines(all: string[]): Line[] {
    return Array.from({ length: Math.ceil(all.length / COLUMNS) }, (_, line) => ({
        kind: 'emoji',
        all: all.slice(line * COLUMNS, (line + 1) * COLUMNS),
    }));
}
