/** What a page that is gone has left on its way, as the server knows it. */
import { api, body } from "~/core/api/client";
import { Problem } from "~/core/problems";
import { forgetUpload, hold, type Kept, keptUploads, leftUploads } from "./kept";

const at = (upload: string) => ({ params: { path: { upload } } });

/** With how much of each is there, from 0 to 1. What the server knows no more is forgotten. */
export async function announced(): Promise<(Kept & { part: number })[]> {
  const found: (Kept & { part: number })[] = [];
  for (const kept of await leftUploads()) {
    try {
      const { there } = await body(api.GET("/v1/uploads/{upload}", at(kept.upload)));
      const sent = there.reduce((sum, { size }) => sum + size, 0);
      found.push({ ...kept, part: sent / kept.size });
      hold(kept.upload);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) forgetUpload(kept.upload);
    }
  }
  return found;
}

/** By its name and size; its parts are compared as they are sent. */
export const isOf = (upload: string, { name, size }: File): boolean =>
  keptUploads().some((kept) => kept.upload === upload && kept.name === name && kept.size === size);

export function giveUpLeft(upload: string): void {
  forgetUpload(upload);
  // What is not given up now the server gives up itself, within a day.
  void api.DELETE("/v1/uploads/{upload}", at(upload)).catch(() => undefined);
}
