import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Console.module.css';

interface Props {
    title: string;
    /** What it is for, in a sentence. */
    hint?: string;
    /** Beside the title. */
    tools?: ReactNode;
    children: ReactNode;
}

/** A page of the console: its title has the focus when it opens. */
export function Page({ title, hint, tools, children }: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${title} · Parley`;
        heading.current?.focus({ preventScroll: true });
    }, [title]);
    return (
        <div className={styles.page}>
            <header className={styles.head}>
                <h1 ref={heading} tabIndex={-1}>
                    {title}
                </h1>
                {tools}
            </header>
            {hint !== undefined && <p className={styles.hint}>{hint}</p>}
            {children}
        </div>
    );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
    return (
        <section className={styles.part}>
            <h2>{title}</h2>
            {children}
        </section>
    );
}
