/** Control characters, and those that turn what follows around: shown by their number, so that they do nothing. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export const visible = (text: string): string => text.replace(UNSEEN, letter => `\\u{${letter.codePointAt(0)!.toString(16)}}`);
