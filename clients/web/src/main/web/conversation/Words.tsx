import { Fragment, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnstyledButton } from '@mantine/core';
import { isOnlyEmoji, withoutPiles } from '../core/display';
import { pieces, type Piece } from '../core/links';
import type { Message } from '../core/message';
import { go } from '../app/route';
import { directId } from '../core/ids';
import { useSession } from '../app/session';
import styles from './Words.module.css';

/** Longer texts are folded: one message never fills the screen by itself. */
const FOLD = 1_200;
const LINES = 24;

/** A text in its own direction, which nothing in it turns around for others. */
export const Words = memo(function Words({ message }: { message: Message }) {
    const { t } = useTranslation();
    const [open, setOpen] = useState(false);
    const text = withoutPiles(message.text);
    const fold = text.length > FOLD + 200 || text.split('\n', LINES + 2).length > LINES;
    const shown = fold && !open ? foldedText(text) : text;
    return (
        <>
            <span className={styles.words} dir="auto" data-emoji={isOnlyEmoji(text) || undefined}>
                {pieces(shown, message.mentions).map((piece, index) => (
                    <Fragment key={index}>
                        <PieceView piece={piece} />
                    </Fragment>
                ))}
                {fold && !open && '…'}
            </span>
            {fold && (
                <UnstyledButton className={styles.more ?? ''} onClick={() => setOpen(!open)}>
                    {t(open ? 'message.less' : 'message.more')}
                </UnstyledButton>
            )}
        </>
    );
});

function foldedText(text: string): string {
    return text.split('\n', LINES).join('\n').slice(0, FOLD);
}

function PieceView({ piece }: { piece: Piece }) {
    const { me } = useSession();
    switch (piece.kind) {
        case 'text':
            return piece.text;
        case 'link':
            return (
                <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
                    {piece.text}
                </a>
            );
        case 'phone':
            return (
                <a href={piece.href} dir="ltr">
                    {piece.text}
                </a>
            );
        case 'mention':
            return (
                <button type="button" className={styles.mention} data-me={piece.user === me || undefined} onClick={() => go({ page: 'conversation', id: directId(me, piece.user) })}>
                    {piece.text}
                </button>
            );
    }
}
