import { ActionIcon, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconCalendar, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayPicker } from './DayPicker';
import { Results } from './Results';
import { useSearch } from './useSearch';
import styles from './Search.module.css';

interface Props {
    conversation: string;
    onClose: () => void;
    onJump: (message: string) => void;
}

/** Finds words in one conversation, or a day. */
export default function ChatSearch({ conversation, onClose, onJump }: Props) {
    const { t } = useTranslation();
    const [words, setWords] = useState('');
    const [picking, setPicking] = useState(false);
    const found = useSearch(words, conversation);
    return (
        <search className={styles.chat} data-open={words.trim() !== '' || undefined} onKeyDown={event => event.key === 'Escape' && (event.preventDefault(), onClose())}>
            <div className={styles.bar}>
                <TextInput
                    type="search"
                    radius="xl"
                    autoFocus
                    className={styles.grow ?? ''}
                    placeholder={t('search.here')}
                    aria-label={t('search.here')}
                    value={words}
                    onChange={event => setWords(event.currentTarget.value)}
                />
                <Popover opened={picking} onChange={setPicking} shadow="md" radius="lg" trapFocus>
                    <Popover.Target>
                        <Tooltip label={t('search.day')}>
                            <ActionIcon aria-label={t('search.day')} onClick={() => setPicking(!picking)}>
                                <IconCalendar size={21} />
                            </ActionIcon>
                        </Tooltip>
                    </Popover.Target>
                    <Popover.Dropdown aria-label={t('search.day')}>
                        <DayPicker
                            conversation={conversation}
                            onFound={id => {
                                setPicking(false);
                                onJump(id);
                            }}
                        />
                    </Popover.Dropdown>
                </Popover>
                <ActionIcon aria-label={t('close')} onClick={onClose}>
                    <IconX size={20} />
                </ActionIcon>
            </div>
            {words.trim() !== '' && <Results found={found} everywhere={false} onOpen={({ message }) => onJump(message.id)} />}
        </search>
    );
}
