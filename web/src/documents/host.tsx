/** Stands in the frame around every screen, so that uploads go on from one to the next. Nothing until there is one. */
import { lazy, Suspense } from "react";
import { allWords } from "~/core/i18n";
import { Boundary } from "~/ui/boundary";
import { useTray } from "./door";

const Tray = lazy(async () => {
  const [{ Tray }] = await Promise.all([import("./tray"), allWords()]);
  return { default: Tray };
});

export function UploadsHost() {
  return useTray() ? (
    <Boundary at="uploads">
      <Suspense fallback={null}>
        <Tray />
      </Suspense>
    </Boundary>
  ) : null;
}
