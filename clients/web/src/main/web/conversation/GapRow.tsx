import { Button, Loader } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../core/gaps';
import styles from './Timeline.module.css';

/** Messages that are not on this device: fetched when somebody comes near, and said so where that fails. */
export function GapRow({ gap, onFill }: { gap: Gap; onFill: (gap: Gap) => Promise<void> }) {
    const { t } = useTranslation();
    const [failed, setFailed] = useState(false);
    const row = useRef<HTMLDivElement>(null);
    const busy = useRef(false);
    const fill = useCallback(() => {
        if (busy.current) return;
        busy.current = true;
        setFailed(false);
        onFill(gap)
            .catch(() => setFailed(true))
            .finally(() => (busy.current = false));
    }, [gap, onFill]);
    const latest = useRef(fill);
    latest.current = fill;
    useEffect(() => {
        const watcher = new IntersectionObserver(entries => {
            if (entries.some(entry => entry.isIntersecting)) latest.current();
        });
        if (row.current) watcher.observe(row.current);
        return () => watcher.disconnect();
    }, [gap.after, gap.before]);
    return (
        <div className={styles.gap} ref={row}>
            {failed ? (
                <>
                    <span>{t('conversation.gap')}</span>
                    <Button size="compact-sm" variant="default" radius="xl" onClick={fill}>
                        {t('connection.again')}
                    </Button>
                </>
            ) : (
                <Loader size="sm" aria-label={t('loading')} />
            )}
        </div>
    );
}
