/** Times and days as the language writes them. */

const cache = new Map<string, Intl.DateTimeFormat>();

/** English as the reader's region writes times, where the browser says which. */
const regional = (language: string): string => navigator.languages.find(one => one.split('-')[0] === language) ?? language;

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = language + JSON.stringify(options);
    const known = cache.get(key) ?? new Intl.DateTimeFormat(regional(language), options);
    cache.set(key, known);
    return known;
}

export const timeOfDay = (at: number, language: string): string =>
    format(language, { hour: '2-digit', minute: '2-digit' }).format(at);

export const fullTime = (at: number, language: string): string =>
    format(language, { dateStyle: 'full', timeStyle: 'medium' }).format(at);

const DAY = 24 * 60 * 60 * 1000;
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Days between, by the calendar. */
const daysAgo = (at: number, now: number): number => Math.round((midnight(now) - midnight(at)) / DAY);

/** For a separator: today, yesterday, Monday, 3 March 2026. */
export function day(at: number, now: number, language: string): string {
    const ago = daysAgo(at, now);
    if (ago === 0 || ago === 1) {
        const word = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ago, 'day');
        return word.charAt(0).toLocaleUpperCase(language) + word.slice(1);
    }
    if (ago > 1 && ago < 7) return format(language, { weekday: 'long' }).format(at);
    return format(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** For a list: the time today, else the day, as short as it can be. */
export function shortTime(at: number, now: number, language: string): string {
    const ago = daysAgo(at, now);
    if (ago <= 0) return timeOfDay(at, language);
    if (ago === 1) return day(at, now, language);
    if (ago < 7) return format(language, { weekday: 'short' }).format(at);
    return format(language, { day: '2-digit', month: '2-digit', year: '2-digit' }).format(at);
}

/** For a record: the day and the second. */
export const exactTime = (at: number, language: string): string =>
    format(language, { dateStyle: 'short', timeStyle: 'medium' }).format(at);

/** A number, with as many digits as are worth reading. */
export const amount = (value: number, language: string): string =>
    new Intl.NumberFormat(regional(language), value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }).format(value);
