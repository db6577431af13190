import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { go } from '../app/route';
import { searchWords } from './words';

/** From finding a conversation to finding what was said. */
export function SearchHint({ words }: { words: string }) {
    const { t } = useTranslation();
    const search = () => {
        searchWords.set(words);
        go({ page: 'search' });
    };
    return (
        <Button m="xs" variant="default" radius="xl" leftSection={<IconSearch size={17} />} onClick={search}>
            {t('search.everywhere')}
        </Button>
    );
}
