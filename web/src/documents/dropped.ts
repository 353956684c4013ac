/** What is dropped on a folder: files are sent, folders made, with all that lies in them. */
import type { DirectoryDropItem, DropItem, FileDropItem } from "react-aria-components/useDragAndDrop";
import { api, body, once } from "~/core/api/client";
import { Problem } from "~/core/problems";
import type { Where } from "./model";
import { changedIn } from "./queries";
import { send } from "./uploads";

type Items = Iterable<DropItem> | AsyncIterable<FileDropItem | DirectoryDropItem>;

/** Rejects with a Problem where a folder cannot be made. */
export async function take(items: Items, where: Where): Promise<void> {
  const files: File[] = [];
  const folders: DirectoryDropItem[] = [];
  for await (const item of items) {
    if (item.kind === "file") files.push(await item.getFile());
    if (item.kind === "directory") folders.push(item);
  }
  if (files.length) send(files, where);
  for (const folder of folders) {
    await take(folder.getEntries(), { space: where.space, folder: await folderOf(folder.name, where) });
  }
}

/** A folder that was chosen: its files, each with the way to it ("Plans/Sites/Vale.txt"). Rejects as `take` does. */
export async function takeFolder(files: File[], where: Where): Promise<void> {
  const known = new Map<string, Where>([["", where]]);
  const inside = new Map<string, File[]>();
  for (const file of files) {
    const way = file.webkitRelativePath.split("/").slice(0, -1).join("/");
    inside.set(way, [...(inside.get(way) ?? []), file]);
  }
  for (const [way, some] of inside) send(some, await folderAt(way, known));
}

/** Each folder on the way is made where there is none, and asked for once. */
async function folderAt(way: string, known: Map<string, Where>): Promise<Where> {
  const there = known.get(way);
  if (there) return there;
  const [name = "", ...outer] = way.split("/").reverse();
  const around = await folderAt(outer.reverse().join("/"), known);
  const made = { space: around.space, folder: await folderOf(name, around) };
  known.set(way, made);
  return made;
}

/** The folder of this name; made where there is none. */
async function folderOf(name: string, where: Where): Promise<string> {
  try {
    const space = where.folder ? null : where.space;
    const wanted = { name, space, folder: where.folder, album: false };
    const made = await body(api.POST("/v1/folders", { headers: once(), body: wanted }));
    changedIn(where);
    return made.id;
  } catch (error) {
    const there = error instanceof Problem && error.status === 409 ? error.members.document : undefined;
    if (typeof there === "string") return there;
    throw error;
  }
}
