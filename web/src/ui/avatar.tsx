import { useState } from "react";
import { ours } from "./ours";
import "./avatar.css";

interface Props {
  name: string;
  id: string;
  /** Where the picture is, if there is one. */
  src?: string | null | undefined;
  size?: 24 | 32 | 40 | 72 | 96;
}

/** A face, or the initials of a name on a colour that stays the same for a person. Decorative: the name stands beside it. */
export function Avatar({ name, id, src, size = 40 }: Props) {
  const address = ours(src);
  const [lost, setLost] = useState<string | null>(null); // one that is not there any more
  return (
    <span className={`avatar avatar-${size} avatar-hue-${hueOf(id)}`} aria-hidden="true">
      {address && address !== lost ? (
        <img src={address} alt="" loading="lazy" decoding="async" onError={() => setLost(address)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}

export interface Faced {
  id: string;
  name: string;
  avatar?: string | null;
}

export function Faces({ people, size = 24 }: { people: Faced[]; size?: 24 | 32 }) {
  return (
    <span className="faces" aria-hidden="true">
      {people.map(({ id, name, avatar }) => (
        <Avatar key={id} name={name} id={id} src={avatar} size={size} />
      ))}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

const HUES = 8;

function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 4096;
  return sum % HUES;
}
