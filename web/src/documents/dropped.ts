/** What is dropped on a folder: files are sent, folders made, with all that lies in them. */
import { api, body, once } from "~/core/api/client";
import { Problem } from "~/core/problems";
import type { Where } from "./model";
import { changedIn } from "./queries";
import { send } from "./uploads";

export interface Given {
  files: File[];
  folders: FileSystemDirectoryEntry[];
}

// What systems put into folders for themselves.
const NOBODYS = [".DS_Store", "Thumbs.db", "desktop.ini"];
const wanted = (files: File[]): File[] => files.filter(({ name }) => !NOBODYS.includes(name));

/** Asked while it is dropped: a moment later the browser has forgotten it. */
export function givenBy({ items }: DataTransfer): Given {
  const files: File[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  for (const item of items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    const file = entry?.isDirectory ? null : item.getAsFile();
    if (file) files.push(file);
    else if (entry) folders.push(entry as FileSystemDirectoryEntry);
  }
  return { files, folders };
}

/** Rejects with what was wrong with one of the folders, once all others were taken. */
export async function take({ files, folders }: Given, where: Where): Promise<void> {
  if (files.length) send(wanted(files), where);
  let problem: unknown = null;
  for (const folder of folders) {
    try {
      const inside = { space: where.space, folder: await folderOf(folder.name, where) };
      await take(await insideOf(folder), inside);
    } catch (error) {
      problem ??= error;
    }
  }
  if (problem) throw problem;
}

async function insideOf(folder: FileSystemDirectoryEntry): Promise<Given> {
  const reader = folder.createReader();
  const inside: Given = { files: [], folders: [] };
  const some = () => new Promise<FileSystemEntry[]>((done, not) => reader.readEntries(done, not));
  for (let entries = await some(); entries.length; entries = await some()) {
    for (const entry of entries) {
      if (entry.isDirectory) inside.folders.push(entry as FileSystemDirectoryEntry);
      else inside.files.push(await fileOf(entry as FileSystemFileEntry));
    }
  }
  return inside;
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((done, not) => entry.file(done, not));

/** A folder that was chosen: its files, each with the way to it ("Plans/Sites/Vale.txt"). Rejects as `take` does. */
export async function takeFolder(files: File[], where: Where): Promise<void> {
  const known = new Map<string, Where>([["", where]]);
  const inside = new Map<string, File[]>();
  for (const file of wanted(files)) {
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
