import type { ReactNode } from 'react';
import styles from './Console.module.css';

/** A state by colour, form and word. */
export function State({ is, children }: { is: 'good' | 'warn' | 'bad' | 'none'; children: ReactNode }) {
    return (
        <span className={styles.state} data-state={is}>
            {children}
        </span>
    );
}
