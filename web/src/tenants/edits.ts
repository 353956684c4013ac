/** What an admin changed of the branding and has not saved: only that, so that what others save shows through. */
import type { Schemas } from "~/core/api/client";

export type Branding = Schemas["Branding"];
export type Colours = Pick<Branding, ColourField>;

export const COLOURS = ["accent", "accent_dark", "header", "header_dark"] as const;
export const SLOTS = ["logo", "logo_dark", "favicon"] as const;
export const FIELDS = ["name", "welcome", ...COLOURS, ...SLOTS] as const;
export type ColourField = (typeof COLOURS)[number];
export type Slot = (typeof SLOTS)[number];

/** A picture that lies in S3 and that nobody wears yet. */
export interface Sent {
  id: string;
  /** Where this browser has it. */
  address: string;
}

type Texts = Pick<Branding, "name" | "welcome" | ColourField>;
export type Edits = Partial<Texts & Record<Slot, Sent | null>>;

/** How it would look. */
export function shown(now: Branding, edits: Edits): Branding {
  const { logo, logo_dark, favicon, ...texts } = edits;
  const pictures = Object.entries({ logo, logo_dark, favicon }).filter(
    ([, picture]) => picture !== undefined,
  );
  return {
    ...now,
    ...texts,
    ...Object.fromEntries(pictures.map(([slot, picture]) => [slot, picture?.address ?? null])),
  };
}

/** With `more` changed; what is as it was is no edit. */
export function changed(now: Branding, edits: Edits, more: Edits): Edits {
  const all = Object.entries({ ...edits, ...more });
  return Object.fromEntries(
    all.filter(([field, value]) => value !== undefined && value !== now[field as keyof Branding]),
  );
}

/** The body of PUT /v1/branding. */
export function asked(edits: Edits): Schemas["NewBranding"] {
  return Object.fromEntries(
    Object.entries(edits).map(([field, value]) => [field, isSent(value) ? value.id : value]),
  );
}

/** What a tab can keep as text: a picture's address dies with the page. */
export function kept(edits: Edits): string {
  const texts = Object.entries(edits).filter(([, value]) => !isSent(value));
  return texts.length ? JSON.stringify(Object.fromEntries(texts)) : "";
}

export function restored(text: string): Edits {
  try {
    const found = JSON.parse(text || "{}") as Record<string, unknown>;
    const known = FIELDS.filter((field) => typeof found[field] === "string" || found[field] === null);
    return Object.fromEntries(known.map((field) => [field, found[field]]));
  } catch {
    return {};
  }
}

const isSent = (value: unknown): value is Sent => typeof value === "object" && value !== null;
