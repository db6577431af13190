import { Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { VList } from 'virtua';
import { HitRow } from './HitRow';
import type { useSearch } from './useSearch';
import type { Hit } from '../api/archive';
import styles from './Search.module.css';

interface Props {
    found: ReturnType<typeof useSearch>;
    everywhere: boolean;
    onOpen: (hit: Hit) => void;
}

export function Results({ found, everywhere, onOpen }: Props) {
    const { t } = useTranslation();
    const { hits, state, next } = found;
    const near = (offset: number) => offset > hits.length * 40 && next !== undefined && found.more();
    return (
        <div className={styles.results} aria-busy={state === 'busy'}>
            <div role="status">
                {state === 'failed' && <Text p="md">{found.problem ?? t('failure.unreachable')}</Text>}
                {state === 'done' && hits.length === 0 && (
                    <Text p="md" c="dimmed">
                        {t('search.none')}
                    </Text>
                )}
            </div>
            {state === 'busy' && hits.length === 0 && <Loader size="sm" m="md" aria-label={t('loading')} />}
            {hits.length > 0 && (
                <VList onScroll={near}>
                    {hits.map(hit => (
                        <HitRow key={hit.message.id} hit={hit} everywhere={everywhere} onOpen={() => onOpen(hit)} />
                    ))}
                </VList>
            )}
        </div>
    );
}
