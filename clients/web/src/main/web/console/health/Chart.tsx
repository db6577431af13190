import { useTranslation } from 'react-i18next';
import { exactTime, timeOfDay } from '../../i18n/format';
import { latest } from './health';
import { nice, paths } from './plot';
import styles from './Chart.module.css';

interface Props {
    title: string;
    times: number[];
    lines: Record<string, (number | null)[]>;
    nameOf: (line: string) => string;
    /** A value in words, with its unit. */
    say: (value: number) => string;
}

const WIDTH = 480;
const HEIGHT = 150;
const SHOWN = 12;
const COLOURS = 8;

/** Lines over time, with the same in words and as a table for those who do not see them. */
export function Chart({ title, times, lines, nameOf, say }: Props) {
    const { t, i18n } = useTranslation();
    const names = shown(lines);
    const start = times[0];
    const end = times.at(-1);
    const most = nice(Math.max(0, ...names.flatMap(name => lines[name]!.filter(value => value !== null))));
    const now = (name: string) => {
        const value = latest(lines[name]!);
        return value === null ? t('console.health.unknown') : say(value);
    };
    const summary = names.map(name => `${nameOf(name)}: ${now(name)}`).join(', ');
    return (
        <figure className={styles.chart}>
            <figcaption>{title}</figcaption>
            {names.length === 0 || start === undefined || end === undefined ? (
                <p className={styles.none}>{t(Object.keys(lines).length === 0 ? 'console.health.nothing' : 'console.health.quiet')}</p>
            ) : (
                <>
                    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`${title}. ${summary}`}>
                        {[0.25, 0.5, 0.75].map(part => (
                            <line key={part} className={styles.grid} x1="0" x2={WIDTH} y1={HEIGHT * part} y2={HEIGHT * part} />
                        ))}
                        {names.map((name, index) =>
                            paths(times, lines[name]!, most, WIDTH, HEIGHT).map((path, part) => (
                                <path key={`${name} ${part}`} d={path} className={styles.line} data-line={index % COLOURS} />
                            )),
                        )}
                    </svg>
                    <div className={styles.axis} dir="ltr" aria-hidden>
                        <span>{timeOfDay(start, i18n.language)}</span>
                        <span>{t('console.health.top', { value: `\u2066${say(most)}\u2069` })}</span>
                        <span>{timeOfDay(end, i18n.language)}</span>
                    </div>
                    <ul className={styles.legend}>
                        {names.map((name, index) => (
                            <li key={name}>
                                <span className={styles.key} data-line={index % COLOURS} />
                                <bdi>{nameOf(name)}</bdi>
                                <bdi className={styles.now}>{now(name)}</bdi>
                            </li>
                        ))}
                    </ul>
                    <details className={styles.details}>
                        <summary>{t('console.health.table')}</summary>
                        <table aria-label={title}>
                            <thead>
                                <tr>
                                    <th scope="col">{t('console.when')}</th>
                                    {names.map(name => (
                                        <th key={name} scope="col">
                                            {nameOf(name)}
                                        </th>
                                    ))}
                                </tr>
                            </thead>
                            <tbody>
                                {every(times).map(index => (
                                    <tr key={times[index]}>
                                        <th scope="row">{exactTime(times[index]!, i18n.language)}</th>
                                        {names.map(name => (
                                            <td key={name}>{sayOr(lines[name]![index] ?? null, say)}</td>
                                        ))}
                                    </tr>
                                ))}
                            </tbody>
                        </table>
                    </details>
                </>
            )}
        </figure>
    );
}

/** Of many lines those on which something happened: more than there are colours say nothing. */
function shown(lines: Props['lines']): string[] {
    const names = Object.keys(lines);
    return names.length <= COLOURS ? names : names.filter(name => lines[name]!.some(value => value !== null && value !== 0));
}

const sayOr = (value: number | null, say: (value: number) => string): string => (value === null ? '–' : say(value));

/** Some of them, evenly, the newest first. */
function every(times: number[]): number[] {
    const step = Math.max(1, Math.ceil(times.length / SHOWN));
    return Array.from({ length: Math.ceil(times.length / step) }, (_, index) => times.length - 1 - index * step);
}
