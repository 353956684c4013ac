/** Whether files are shown as a list or a grid: as this device was told last. */
import { useState } from "react";

export type View = "list" | "grid";

const KEPT = "atrium.files.view";

export function useView(): [View, (view: View) => void] {
  const [view, setView] = useState<View>(() => (localStorage.getItem(KEPT) === "grid" ? "grid" : "list"));
  return [
    view,
    (next) => {
      localStorage.setItem(KEPT, next);
      setView(next);
    },
  ];
}
