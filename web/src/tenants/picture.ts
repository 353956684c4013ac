/** What a picture may be. The server looks at its bytes; here, so that nobody waits for a refusal. */
import type { Slot } from "./edits";

export const TYPES = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"] as const;
export type Type = (typeof TYPES)[number];

const KB = 1024;
export const LARGEST: Record<Slot, number> = { logo: 512, logo_dark: 512, favicon: 128 }; // KB

export type Fault = "empty" | "type" | "size" | "broken";

export function faultOf(slot: Slot, { type, size }: Pick<File, "type" | "size">): Fault | undefined {
  if (!isType(type)) return "type";
  if (size === 0) return "empty";
  return size > LARGEST[slot] * KB ? "size" : undefined;
}

export const isType = (type: string): type is Type => TYPES.some((known) => known === type);

/** Whether this browser can show it. An SVG the server alone judges. */
export async function isWhole(file: Blob): Promise<boolean> {
  if (file.type === "image/svg+xml") return true;
  return createImageBitmap(file).then(
    (bitmap) => {
      bitmap.close();
      return true;
    },
    () => false,
  );
}
