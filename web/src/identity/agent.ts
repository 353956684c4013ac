/** A device in words, from what its browser says of itself (the User-Agent header). */

// The first that matches: most browsers also name those that they want to be taken for.
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|OPT|OPiOS)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bYaBrowser\//, "Yandex"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];

const SYSTEMS: [RegExp, string, "phone" | "tablet" | "computer"][] = [
  [/\biPad\b/, "iPad", "tablet"],
  [/\b(iPhone|iPod)\b/, "iPhone", "phone"],
  [/\bAndroid\b(?=.*\bMobile\b)/, "Android", "phone"],
  [/\bAndroid\b/, "Android", "tablet"],
  [/\bWindows\b/, "Windows", "computer"],
  [/\bCrOS\b/, "ChromeOS", "computer"],
  [/\b(Macintosh|Mac OS X)\b/, "macOS", "computer"],
  [/\b(Linux|X11)\b/, "Linux", "computer"],
];

export interface Device {
  browser: string | undefined;
  system: string | undefined;
  kind: "phone" | "tablet" | "computer" | "program";
}

/** What is not known is undefined; what is no browser at all, such as a script, is a "program" by its own name. */
export function deviceOf(agent: string): Device {
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent));
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent))?.[1];
  if (!agent.startsWith("Mozilla/") && !browser) {
    const name = /^[\w .-]{1,40}/.exec(agent)?.[0].trim();
    return { browser: name || undefined, system: system?.[1], kind: system?.[2] ?? "program" };
  }
  return { browser, system: system?.[1], kind: system?.[2] ?? "computer" };
}
