/** Addresses of posts and comments, for others. */
import { base } from "~/core/network";

export const address = (path: string) => location.origin + base + path;

/** Where the device has a sheet for it, that; else it is copied. "no" when neither could be done. */
export async function share(path: string, title: string): Promise<"shared" | "copied" | "no"> {
  const url = address(path);
  if (matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ url })) {
    try {
      await navigator.share({ url, title });
      return "shared";
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return "shared"; // they thought again
    }
  }
  return (await copy(path)) ? "copied" : "no";
}

export async function copy(path: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(address(path));
    return true;
  } catch {
    return false;
  }
}
