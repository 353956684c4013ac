/** The way to files beside words, for rooms that have words: their code is fetched where there are files. */
import { type ComponentType, lazy, Suspense } from "react";
import { allWords } from "~/core/i18n";
import { Boundary } from "~/ui/boundary";
import type { AttachProps } from "./attach";
import type { AttachedProps } from "./files";

/** What can be sent with the words. */
export interface Ready {
  ids: string[];
  isBusy: boolean;
}

export const NOTHING: Ready = { ids: [], isBusy: false };

// Without a connection neither may be had: then there is nothing to fetch, and nothing to send either.
const Nothing = () => null;

const Files = lazy<ComponentType<AttachedProps>>(async () => {
  try {
    const [{ AttachedFiles }] = await Promise.all([import("./files"), allWords()]);
    return { default: AttachedFiles };
  } catch {
    return { default: Nothing };
  }
});

const Attaching = lazy<ComponentType<AttachProps>>(async () => {
  try {
    const [{ Attach }] = await Promise.all([import("./attach"), allWords()]);
    return { default: Attach };
  } catch {
    return { default: Nothing };
  }
});

/** The files of a post, a comment or a message; nothing where it has none. */
export function Attached(props: AttachedProps) {
  if (!props.ids.length) return null;
  return (
    <Boundary at="attached">
      <Suspense fallback={<div className="attached-coming" />}>
        <Files {...props} />
      </Suspense>
    </Boundary>
  );
}

/** A button to attach files, and those that are attached so far. */
export function Attach(props: AttachProps) {
  return (
    <Boundary at="attach">
      <Suspense fallback={null}>
        <Attaching {...props} />
      </Suspense>
    </Boundary>
  );
}

/** What was attached there was sent with its words. Where the code was never fetched, nothing was attached. */
export const wasSent = (place: string): Promise<void> =>
  import("./attaching").then(
    ({ forget }) => forget(place),
    () => undefined,
  );
