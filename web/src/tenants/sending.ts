import { useEffect, useRef, useState } from "react";
import { api, body } from "~/core/api/client";
import { upload } from "~/core/api/upload";
import type { Sent, Slot } from "./edits";
import { type Fault, faultOf, isType, isWhole } from "./picture";

export type Sending =
  | { is: "quiet" }
  | { is: "sending"; name: string; part: number }
  | { is: "refused"; name: string; why: Fault | Error };

/** A picture on its way to S3: one at a time; leaving the screen gives it up. */
export function useSending(slot: Slot, onSent: (sent: Sent) => void) {
  const [now, setNow] = useState<Sending>({ is: "quiet" });
  const way = useRef<AbortController>(null);
  const stop = () => {
    way.current?.abort();
    setNow({ is: "quiet" });
  };
  useEffect(() => () => way.current?.abort(), []);

  const send = async (file: File) => {
    way.current?.abort();
    const { name, type, size } = file;
    const fault = faultOf(slot, file);
    if (fault || !isType(type)) return setNow({ is: "refused", name, why: fault ?? "type" });
    const mine = new AbortController();
    const { signal } = mine;
    way.current = mine;
    if (!(await isWhole(file))) {
      if (!signal.aborted) setNow({ is: "refused", name, why: "broken" });
      return;
    }
    if (signal.aborted) return;
    setNow({ is: "sending", name, part: 0 });
    try {
      const offer = { slot, content_type: type, size };
      const to = await body(api.POST("/v1/branding/uploads", { body: offer, signal }));
      await upload(to, file, { signal, onProgress: (part) => setNow({ is: "sending", name, part }) });
      setNow({ is: "quiet" });
      onSent({ id: to.id, address: URL.createObjectURL(file) });
    } catch (error) {
      if (!signal.aborted) setNow({ is: "refused", name, why: error as Error });
    }
  };
  return { now, send, stop };
}
