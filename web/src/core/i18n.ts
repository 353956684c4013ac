/** Words, in the reader's language. Each room keeps its own in words/<language>.json; one language is one file of the build. */
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

const bundles: Record<Language, () => Promise<{ default: Record<string, object> }>> = {
  en: () => import("~/core/words/en"),
  de: () => import("~/core/words/de"),
  fr: () => import("~/core/words/fr"),
  es: () => import("~/core/words/es"),
  ar: () => import("~/core/words/ar"),
};

export function preferred(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages];
  const known = wanted.map((tag) => tag?.split("-")[0]).find((tag) => tag && tag in bundles);
  return (known ?? "en") as Language;
}

export async function startWords(): Promise<void> {
  const language = preferred();
  const { default: words } = await bundles[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: words },
    defaultNS: "core",
    returnNull: false,
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  dress(language);
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  const { default: words } = await bundles[language]();
  for (const [room, texts] of Object.entries(words)) i18next.addResourceBundle(language, room, texts);
  await i18next.changeLanguage(language);
  dress(language);
}

function dress(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
