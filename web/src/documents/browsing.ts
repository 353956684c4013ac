/** The server tells of others' changes in the folder that is on the screen. */
import { useEffect } from "react";
import { jittered, live } from "~/core/live";
import { queries } from "~/core/query";
import { sameWhere, type Where } from "./model";
import { entriesKey, fileKey } from "./queries";

// Of many changes within a moment one is told: what follows it is there by then. chalicelib/documents/telling.py
const MOMENT = 2500; // ms
const SECOND = 1000;

export function useBrowsing({ space, folder }: Where): void {
  useEffect(() => {
    const where = { space, folder };
    let timer = 0;
    const read = () => {
      timer = 0;
      void queries.invalidateQueries({ queryKey: entriesKey(where) });
      if (folder) void queries.invalidateQueries({ queryKey: fileKey(folder) });
    };
    const ends = [
      live.onOpen(() => live.send({ type: "browse", ...where })),
      live.onReturn(read),
      live.on("files.changed", (frame) => {
        if (!sameWhere({ space: String(frame.space), folder: frame.folder as string | null }, where)) return;
        // A crowd is asked to come over some seconds.
        timer ||= window.setTimeout(read, MOMENT + jittered(Number(frame.spread ?? 0) * SECOND));
      }),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
      live.send({ type: "browse" });
    };
  }, [space, folder]);
}
