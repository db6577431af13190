/** Arabic has six forms of a plural: where the words have one for "other" only, it is used for all that are missing. */
export function withPlurals(words: object, language: string): object {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const filled = Object.entries(words).flatMap(([key, value]) => {
        if (typeof value === 'object') return [[key, withPlurals(value as object, language)]];
        if (!key.endsWith('_other')) return [[key, value]];
        const stem = key.slice(0, -'other'.length);
        return forms.filter(form => form === 'other' || !Object.hasOwn(words, stem + form)).map(form => [stem + form, value]);
    });
    return Object.fromEntries(filled) as object;
}
