import { ours } from "./ours";
import "./cover.css";

/** The picture above a profile or a group; nothing where there is none. Decorative. */
export function Cover({ src }: { src: string | null | undefined }) {
  const address = ours(src);
  return address ? <img className="cover" src={address} alt="" decoding="async" /> : null;
}
