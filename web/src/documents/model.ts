/** What the screens know of files: where they lie, how they are sorted, how large they are. */
import i18next from "i18next";
import type { Schemas } from "~/core/api/client";

export type Document = Schemas["Document"];
export type Kind = Document["kind"];
export type Space = Schemas["SpaceShown"];
export type May = Space["may"];
export type FileVersion = Schemas["FileVersion"];
export type Order = "up" | "down";

export const SORTS = ["name", "date", "size", "kind"] as const;
export type Sort = (typeof SORTS)[number];

/** A folder, or the top of a space. */
export interface Where {
  space: string;
  folder: string | null;
}

export interface Sorted {
  sort: Sort;
  order: Order;
}

export const pathOf = ({ space, folder }: Where): string => `/files/${space}${folder ? `/${folder}` : ""}`;
export const binOf = (space: string): string => `/files/${space}/bin`;
export const sameWhere = (one: Where, other: Where): boolean =>
  one.space === other.space && one.folder === other.folder;

/** As the address says; by name, where it says nothing that is one. */
export function sortedIn(params: URLSearchParams): Sorted {
  const sort = SORTS.find((one) => one === params.get("sort")) ?? "name";
  return { sort, order: params.get("order") === "down" ? "down" : "up" };
}

/** What a press on a heading leads to: the other way round, or that order as one first wants it. */
export function turned(now: Sorted, to: Sort): Sorted {
  if (now.sort === to) return { sort: to, order: now.order === "up" ? "down" : "up" };
  return { sort: to, order: to === "date" || to === "size" ? "down" : "up" };
}

export const isChecking = ({ state }: Document): boolean => state === "checking";

/** What was refused has no bytes to be copied. */
export const mayCopy = ({ state }: Document): boolean => state !== "refused";

/** Those who keep the order take everything away, others what is theirs. */
export const mayTakeAway = ({ author }: Document, may: May, user: string): boolean =>
  may === "manage" || (may === "write" && author.id === user);

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "12 kB", "3.4 GB". */
export function bytes(size: number): string {
  let value = size;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(i18next.language, {
    style: "unit",
    unit: UNITS[unit],
    unitDisplay: unit ? "short" : "long",
    maximumFractionDigits: unit && value < 10 ? 1 : 0,
  }).format(value);
}

const TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;

/** What the browser takes a file to be, as the API wants it told. */
export function typeOf(said: string): string {
  const plain = said.split(";")[0]?.trim().toLowerCase() ?? "";
  return TYPE.test(plain) && plain.length <= 120 ? plain : "application/octet-stream";
}
