import type { Sources, Viewed } from "./item";
export function Pdf(_: { item: Viewed; sources: Sources }) {
  return null;
}
