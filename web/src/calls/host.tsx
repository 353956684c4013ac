/** Stands in the frame around every screen, so that a call goes on from one to the next. Nothing until there is one. */
import { lazy, Suspense, useEffect, useState } from "react";
import { allWords } from "~/core/i18n";
import { Boundary } from "~/ui/boundary";
import { door, useDoor } from "./door";
import { left } from "./left";

const Room = lazy(async () => {
  const [{ Room }] = await Promise.all([import("./room"), allWords()]);
  return { default: Room };
});

export function CallHost() {
  const { ringing, wish } = useDoor();
  const [opened, setOpened] = useState(() => left.read() !== null);
  useEffect(() => door.listen(), []);
  if (!opened && (ringing || wish)) setOpened(true);
  return opened ? (
    <Boundary at="calls">
      <Suspense fallback={null}>
        <Room />
      </Suspense>
    </Boundary>
  ) : null;
}
