import { IconAlertCircle, IconCheck, IconChecks, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Tick } from '../core/ticks';
import styles from './Ticks.module.css';

/** Clock: on its way. One: stored. Two: delivered. Two in colour: read. */
export function Ticks({ tick }: { tick: Tick }) {
    const { t } = useTranslation();
    const Icon = { waiting: IconClock, refused: IconAlertCircle, stored: IconCheck, delivered: IconChecks, read: IconChecks }[tick];
    return (
        <span className={styles.ticks} data-tick={tick} role="img" aria-label={t(`tick.${tick}`)} title={t(`tick.${tick}`)}>
            <Icon size={16} stroke={2} aria-hidden />
        </span>
    );
}
