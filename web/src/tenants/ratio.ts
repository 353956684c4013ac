import { number } from "~/core/time";

/** "4.5:1", from left to right in every language. */
export const ratio = (value: number) => `\u2066${number(value)}:${number(1)}\u2069`;
