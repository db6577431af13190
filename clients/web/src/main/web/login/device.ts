/** This browser's name among the user's devices: made once, and kept. */
export function deviceOf(user: string): string {
    const key = `parley.device.${user}`;
    const known = localStorage.getItem(key);
    if (known !== null) return known;
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    const device = `web-${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
    localStorage.setItem(key, device);
    return device;
}
