import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

export function PageHeader({ title, icon }: { title: string; icon?: ReactNode }) {
    return (
        <header className={styles.header}>
            {icon}
            <h1>{title}</h1>
        </header>
    );
}
