import "./avatar.css";

/** A face, or the initials of a name on a colour that stays the same for a person. Decorative: the name stands beside it. */
export function Avatar({ name, id, size = 40 }: { name: string; id: string; size?: 24 | 32 | 40 | 72 | 96 }) {
  return (
    <span className={`avatar avatar-${size} avatar-hue-${hueOf(id)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function Faces({ people, size = 24 }: { people: { id: string; name: string }[]; size?: 24 | 32 }) {
  return (
    <span className="faces" aria-hidden="true">
      {people.map((person) => (
        <Avatar key={person.id} {...person} size={size} />
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
