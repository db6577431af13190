import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

interface Budget {
    /** The page whose first load is weighed. */
    page: string;
    /** Chunks that it always loads a moment later. */
    also: string[];
    /** Bytes of all that JavaScript, as it is sent: compressed with Brotli. */
    limit: number;
}

const COMPRESSED = /\.(js|css|json|svg|webmanifest)$/;

/** Compresses what was built, lists it in files.txt, and fails if the first load became too heavy. */
export function deliver(budget: Budget): Plugin {
    let folder = '';
    return {
        name: 'parley-deliver',
        apply: 'build',
        configResolved: config => void (folder = config.build.outDir),
        closeBundle() {
            for (const file of filesIn(folder).filter(path => COMPRESSED.test(path))) compress(file);
            const files = filesIn(folder).map(path => relative(folder, path));
            writeFileSync(join(folder, 'files.txt'), files.toSorted().join('\n') + '\n');
            weigh(folder, budget);
        },
    };
}

function filesIn(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map(name => join(folder, name))
        .filter(path => statSync(path).isFile() && !path.endsWith('files.txt'));
}

function compress(file: string) {
    // Another page's, from the build before.
    if (existsSync(`${file}.gz`)) return;
    const plain = readFileSync(file);
    const gzip = gzipSync(plain, { level: 9 });
    if (gzip.length > plain.length * 0.9) return;
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${file}.gz`, gzip);
    writeFileSync(`${file}.br`, brotliCompressSync(plain, { params: quality }));
}

/** What a browser loads at a first visit: the scripts of the page and what they import. */
function weigh(folder: string, { page, also, limit }: Budget) {
    const scripts = [...readFileSync(join(folder, page), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
    const seen = new Set<string>();
    const load = (path: string) => {
        if (seen.has(path)) return;
        seen.add(path);
        const text = readFileSync(join(folder, path), 'utf8');
        for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) load(join(dirname(path), name!));
    };
    for (const path of scripts) load(path);
    const first = sum(folder, seen);
    const assets = dirname(scripts[0]!);
    const names = readdirSync(join(folder, assets)).filter(name => name.endsWith('.js'));
    for (const chunk of also) {
        const name = names.find(one => one.startsWith(`${chunk}-`));
        if (name === undefined) throw new Error(`there is no chunk ${chunk}`);
        load(join(assets, name));
    }
    const bytes = sum(folder, seen);
    console.log(`web: ${page} loads ${kB(bytes)} kB of compressed JavaScript, ${kB(first)} kB of it before anything is shown`);
    if (bytes > limit) throw new Error(`${page} loads ${bytes} bytes of JavaScript; the limit is ${limit}`);
}

const kB = (bytes: number): number => Math.round(bytes / 1000);

const sum = (folder: string, paths: Set<string>): number =>
    [...paths].map(path => join(folder, path)).reduce((total, file) => total + statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size, 0);
