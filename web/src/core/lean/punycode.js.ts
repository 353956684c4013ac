/** Stands in for the package `punycode.js`: the browser knows how to write a host in ASCII. */
const toASCII = (host: string): string => new URL(`http://${host}`).hostname;

/** What is read stays in ASCII, in which no letter looks like another. */
const toUnicode = (host: string): string => host;

export default { toASCII, toUnicode };
