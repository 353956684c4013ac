import { Markdown } from "~/posts/markdown";

/** What the network says to whoever stands at its door. */
export function Welcome({ text }: { text: string | null | undefined }) {
  return text ? (
    <div className="gate-welcome">
      <Markdown text={text} />
    </div>
  ) : null;
}
