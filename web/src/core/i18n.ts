/**
 * Words, in the reader's language. Each room keeps its own in words/<language>.json; a language is two files of the
 * build: what the first screen says, and what the screens say that are opened later.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ar: "العربية",
} as const;
export type Language = keyof typeof LANGUAGES;

const KEPT = "atrium.language";

type Bundles = Record<Language, () => Promise<{ default: Record<string, object> }>>;

const first: Bundles = {
  en: () => import("~/core/words/en"),
  de: () => import("~/core/words/de"),
  fr: () => import("~/core/words/fr"),
  es: () => import("~/core/words/es"),
  ar: () => import("~/core/words/ar"),
};
const more: Bundles = {
  en: () => import("~/core/words/en-more"),
  de: () => import("~/core/words/de-more"),
  fr: () => import("~/core/words/fr-more"),
  es: () => import("~/core/words/es-more"),
  ar: () => import("~/core/words/ar-more"),
};
let rest: Promise<void> | null = null;

export function preferred(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages];
  const known = wanted.map((tag) => tag?.split("-")[0]).find((tag) => tag && tag in first);
  return (known ?? "en") as Language;
}

export async function startWords(): Promise<void> {
  const language = preferred();
  const { default: words } = await first[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: words },
    defaultNS: "core",
    returnNull: false,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false, bindI18nStore: "added" },
  });
  dress(language);
}

/** The words of all rooms: before a screen other than the first is shown. */
export function allWords(): Promise<void> {
  rest ??= add(i18next.language as Language, more).catch((error: unknown) => {
    rest = null; // without a connection; the next screen asks again
    throw error;
  });
  return rest;
}

async function add(language: Language, bundles: Bundles): Promise<void> {
  const { default: words } = await bundles[language]();
  for (const [room, texts] of Object.entries(words)) i18next.addResourceBundle(language, room, texts);
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await Promise.all([add(language, first), add(language, more)]);
  await i18next.changeLanguage(language);
  dress(language);
}

function dress(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
