import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "~/core/problems";
import { Markdown } from "~/posts/markdown";
import { Button } from "~/ui/button";
import { Skeleton, Trouble } from "~/ui/states";
import type { Sources, Viewed } from "./item";

interface Props {
  item: Viewed;
  sources: Sources;
  look: "markdown" | "text";
}

/** Text as it was typed; Markdown as it is meant, too. */
export function Words({ item, sources, look }: Props) {
  const { t } = useTranslation("documents");
  const [isTyped, setTyped] = useState(look === "text");
  const text = useQuery({
    queryKey: ["files", "text", item.id, item.size],
    queryFn: async ({ signal }) => {
      const { url } = await sources.content(item.id, true, signal);
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Problem(answer.status >= 500 ? 502 : 404);
      return decoded(await answer.arrayBuffer());
    },
    gcTime: 0,
  });
  if (text.isPending) return <Skeleton card={false} />;
  if (text.isError) return <Trouble error={text.error} again={() => void text.refetch()} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too
    <div className="viewer-sheet" tabIndex={0}>
      {isTyped ? (
        <pre className="viewer-text" dir="auto">
          {text.data}
        </pre>
      ) : (
        <Markdown text={text.data} />
      )}
      {look === "markdown" && (
        <Button className="viewer-original" onPress={() => setTyped(!isTyped)}>
          {t(isTyped ? "as_meant" : "as_typed")}
        </Button>
      )}
    </div>
  );
}

/** By its first bytes; what is not UTF-8 is what Windows wrote in western Europe. */
export function decoded(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
