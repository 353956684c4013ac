/** The way into the viewer, whose code is fetched when it is first shown. What it takes: ./item. */
import { lazy, Suspense } from "react";
import { allWords } from "~/core/i18n";
import { Boundary } from "~/ui/boundary";
import type { Sources, Viewed } from "./item";

export interface ViewerProps {
  /** Those that one goes through, in their order. */
  items: Viewed[];
  /** The id of the one to begin with. */
  at: string;
  sources?: Sources;
  /** With the id of the one that was looked at last. */
  onClose: (last?: string) => void;
  /** Where there is more to tell of one. */
  onDetails?: (id: string) => void;
  /** Fetches those behind the last one, where there are more. */
  more?: (() => void) | undefined;
}

const Open = lazy(async () => {
  const [{ Lightbox }] = await Promise.all([import("./lightbox"), allWords()]);
  return { default: Lightbox };
});

export function Viewer(props: ViewerProps) {
  return (
    <Boundary at="viewer">
      <Suspense fallback={null}>
        <Open {...props} />
      </Suspense>
    </Boundary>
  );
}
