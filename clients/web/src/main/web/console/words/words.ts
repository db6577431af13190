import type { Words } from '../../i18n/i18n';
import { words } from './en';

/** All that only the console says, under one name. */
export const WORDS: Words = {
    en: { console: words },
    de: async () => ({ console: (await import('./de')).words }),
    zh: async () => ({ console: (await import('./zh')).words }),
    ar: async () => ({ console: (await import('./ar')).words }),
};
