import { Boundary } from "~/ui/boundary";
import { useTray } from "./door";

/** Stands in the frame around every screen, so that uploads go on from one to the next. */
export function UploadsHost() {
  const Tray = useTray();
  return Tray ? (
    <Boundary at="uploads">
      <Tray />
    </Boundary>
  ) : null;
}
