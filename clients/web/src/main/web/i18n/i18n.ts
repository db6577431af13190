import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { withPlurals } from './plurals';

export const LANGUAGES = { en: 'English', de: 'Deutsch', zh: '中文', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;

const CHOSEN = 'parley.language';

const others: Record<Exclude<Language, 'en'>, () => Promise<object>> = {
    de: async () => (await import('./de')).de,
    zh: async () => (await import('./zh')).zh,
    ar: async () => (await import('./ar')).ar,
};

export const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text);

function preferred(): Language {
    const chosen = localStorage.getItem(CHOSEN);
    const wanted = [...(chosen === null ? [] : [chosen]), ...navigator.languages].map(one => one.split('-')[0]!);
    return wanted.find(isLanguage) ?? 'en';
}

export async function startI18n(): Promise<void> {
    await i18next.use(initReactI18next).init({
        lng: 'en',
        fallbackLng: 'en',
        resources: { en: { translation: en } },
        interpolation: { escapeValue: false },
        returnNull: false,
        showSupportNotice: false,
    });
    await speak(preferred());
}

export async function speak(language: Language): Promise<void> {
    if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation'))
        i18next.addResourceBundle(language, 'translation', withPlurals(await others[language](), language));
    await i18next.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
}

export async function choose(language: Language): Promise<void> {
    localStorage.setItem(CHOSEN, language);
    await speak(language);
}
