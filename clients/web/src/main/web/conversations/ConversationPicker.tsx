import { ScrollArea, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useLiveQuery } from 'dexie-react-hooks';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session';
import { directId, isUser } from '../core/ids';
import { Face } from '../people/Face';
import { sortedConversations, titleOf } from './sorted';
import styles from './ConversationPicker.module.css';

interface Props {
    onPick: (id: string, title: string) => void;
    /** Only those in which I may write. */
    writable?: boolean;
    /** Direct conversations only. */
    people?: boolean;
}

interface Choice {
    id: string;
    title: string;
    group: boolean;
}

/** Finds a conversation by its name, or a person by the whole user name. */
export function ConversationPicker({ onPick, writable = false, people = false }: Props) {
    const { t } = useTranslation();
    const { store, me } = useSession();
    const [words, setWords] = useState('');
    const [at, setAt] = useState(0);
    const query = words.trim().toLowerCase();
    const all = useLiveQuery(() => sortedConversations(store), [store]) ?? [];
    const choices: Choice[] = all
        .filter(one => !people || one.kind === 'direct')
        .filter(one => !writable || one.kind === 'direct' || one.role !== undefined)
        .map(one => ({ id: one.id, title: titleOf(one, me, t('list.notes')), group: one.kind === 'group' }))
        .filter(one => one.title.toLowerCase().includes(query))
        .slice(0, 50);
    const isNew = isUser(query) && !choices.some(one => one.id === directId(me, query));
    if (isNew) choices.push({ id: directId(me, query), title: query, group: false });
    const keys = (event: KeyboardEvent) => {
        if (event.key === 'ArrowDown') setAt(Math.min(at + 1, choices.length - 1));
        else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
        else if (event.key === 'Enter' && choices[at]) onPick(choices[at].id, choices[at].title);
        else return;
        event.preventDefault();
    };
    return (
        <Stack gap="xs">
            <TextInput
                data-autofocus
                radius="xl"
                placeholder={t('picker.find')}
                aria-label={t('picker.find')}
                value={words}
                role="combobox"
                aria-expanded
                aria-controls="picker-choices"
                aria-activedescendant={choices[at] ? `choice-${at}` : undefined}
                onChange={event => {
                    setWords(event.currentTarget.value);
                    setAt(0);
                }}
                onKeyDown={keys}
            />
            <ScrollArea.Autosize mah={360} type="auto">
                <div role="listbox" id="picker-choices" aria-label={t('picker.choices')}>
                    {choices.map((choice, index) => (
                        <UnstyledButton
                            key={choice.id}
                            id={`choice-${index}`}
                            role="option"
                            aria-selected={index === at}
                            tabIndex={-1}
                            className={styles.choice ?? ''}
                            onClick={() => onPick(choice.id, choice.title)}
                        >
                            <Face name={choice.title} group={choice.group} size={36} />
                            <span dir="auto">{choice.title}</span>
                        </UnstyledButton>
                    ))}
                </div>
                {choices.length === 0 && (
                    <Text c="dimmed" p="sm">
                        {t(query === '' ? 'picker.hint' : 'picker.none')}
                    </Text>
                )}
            </ScrollArea.Autosize>
        </Stack>
    );
}
