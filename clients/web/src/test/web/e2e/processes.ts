import { stack } from './stack';

/** Ends a part of the stack at once; the launcher starts it again after some seconds. */
export async function kill(name: string): Promise<void> {
    const pid = stack().processes[name];
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, 'SIGKILL');
    const gone = Date.now() + 10_000;
    while (isThere(pid)) {
        if (Date.now() > gone) throw new Error(`${name} does not end`);
        await new Promise(resolve => setTimeout(resolve, 100));
    }
}

function isThere(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}
