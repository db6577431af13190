import { UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { Face } from '../people/Face';
import type { Conversation } from '../store/conversation';
import styles from './Composer.module.css';

/** Who can be mentioned here. */
export function useMembers({ id, kind, role }: Conversation): string[] {
    const { groups } = useSession();
    const [members, setMembers] = useState<string[]>([]);
    const inGroup = kind === 'group' && role !== undefined;
    useEffect(() => {
        if (!inGroup) return setMembers([]);
        let current = true;
        groups.members(id).then(
            all => current && setMembers(all.map(one => one.user)),
            () => undefined,
        );
        return () => void (current = false);
    }, [groups, id, inGroup]);
    return members;
}

export function MentionList({ names, at, onPick }: { names: string[]; at: number; onPick: (name: string) => void }) {
    const { t } = useTranslation();
    return (
        <div className={styles.mentions} role="listbox" aria-label={t('composer.mention')}>
            {names.map((name, index) => (
                <UnstyledButton key={name} className={styles.mention ?? ''} role="option" aria-selected={index === at} tabIndex={-1} onMouseDown={event => event.preventDefault()} onClick={() => onPick(name)}>
                    <Face name={name} size={28} /> {name}
                </UnstyledButton>
            ))}
        </div>
    );
}
