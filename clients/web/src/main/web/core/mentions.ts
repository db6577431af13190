/** The members whom a text names with @, in the order in which they come. */
export function mentioned(text: string, members: readonly string[]): string[] {
    const words = [...text.matchAll(/(?<![\w@])@([a-z0-9][a-z0-9.@-]{0,63})/g)].map(match => match[1]!);
    const known = new Set(members);
    const found = words.map(word => longestKnown(word, known)).filter(name => name !== undefined);
    return [...new Set(found)];
}

/** A full stop after a name belongs to the sentence. */
function longestKnown(word: string, known: Set<string>): string | undefined {
    for (let end = word.length; end > 0; end--) if (known.has(word.slice(0, end))) return word.slice(0, end);
    return undefined;
}

/** The name that is being typed before the cursor, after an @. */
export function mentionBeingTyped(text: string, cursor: number): { start: number; query: string } | undefined {
    const match = /(?:^|\s)@([a-z0-9.@-]*)$/i.exec(text.slice(0, cursor));
    return match ? { start: cursor - match[1]!.length - 1, query: match[1]!.toLowerCase() } : undefined;
}
