import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { PageHeader } from '../app/PageHeader';
import { Results } from './Results';
import { useSearch } from './useSearch';
import { searchWords } from './words';
import styles from './Search.module.css';

/** What was said, in all my conversations. */
export default function SearchPage() {
    const { t } = useTranslation();
    const words = useSyncExternalStore(searchWords.subscribe, searchWords.get);
    const found = useSearch(words);
    return (
        <section className={styles.page}>
            <PageHeader title={t('search.everywhere')} icon={<ActionIcon aria-label={t('back')} onClick={() => go({ page: 'home' })}><IconArrowLeft size={22} className="mirrored" /></ActionIcon>} />
            <div className={styles.input}>
                <TextInput
                    type="search"
                    radius="xl"
                    autoFocus
                    placeholder={t('search.words')}
                    aria-label={t('search.words')}
                    value={words}
                    onChange={event => searchWords.set(event.currentTarget.value)}
                />
            </div>
            <Results found={found} everywhere onOpen={({ message }) => go({ page: 'conversation', id: message.conversation, message: message.id })} />
        </section>
    );
}
