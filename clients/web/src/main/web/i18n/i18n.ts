import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { withPlurals } from './plurals';

export const LANGUAGES = { en: 'English', de: 'Deutsch', zh: '中文', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;

const CHOSEN = 'parley.language';

/** Words of a page: English at once, the others when somebody speaks them. */
export type Words = { en: object } & Record<Exclude<Language, 'en'>, () => Promise<object>>;

const CHAT: Words = {
    en,
    de: async () => (await import('./de')).de,
    zh: async () => (await import('./zh')).zh,
    ar: async () => (await import('./ar')).ar,
};

const all = [CHAT];

export const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

function preferred(): Language {
    const chosen = localStorage.getItem(CHOSEN);
    const wanted = [...(chosen === null ? [] : [chosen]), ...navigator.languages].map(one => one.split('-')[0]!);
    return wanted.find(isLanguage) ?? 'en';
}

/** @param more words besides the chat's, under names of their own */
export async function startI18n(more: Words[] = []): Promise<void> {
    all.push(...more);
    await i18next.use(initReactI18next).init({
        lng: 'en',
        fallbackLng: 'en',
        resources: { en: { translation: together(all.map(words => words.en)) } },
        interpolation: { escapeValue: false },
        returnNull: false,
        showSupportNotice: false,
    });
    await speak(preferred());
}

const together = (words: object[]): object => Object.assign({}, ...words) as object;

export async function speak(language: Language): Promise<void> {
    if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
        const words = together(await Promise.all(all.map(one => one[language]())));
        i18next.addResourceBundle(language, 'translation', withPlurals(words, language));
    }
    await i18next.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
}

export async function choose(language: Language): Promise<void> {
    localStorage.setItem(CHOSEN, language);
    await speak(language);
}
