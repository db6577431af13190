declare module '*.module.css' {
    const styles: Readonly<Record<string, string>>;
    export default styles;
}

declare module 'virtual:emoji/*' {
    /** The emoji, its group, the words it is found by. */
    const rows: [string, number, string][];
    export default rows;
}
