import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, body } from "~/core/api/client";
import { Problem } from "~/core/problems";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Sheet } from "~/ui/sheet";
import { Skeleton, Trouble } from "~/ui/states";
import { useDownload } from "./actions";
import { KindIcon } from "./kind-icon";
import { bytes, type Document, type Look, lookOf } from "./model";
import "./preview.css";

/** A file as it looks, where browsers show its kind; and the way to have it on this device. */
export function Preview({ of, onClose }: { of: Document; onClose: () => void }) {
  const { t } = useTranslation("documents");
  const download = useDownload();
  const look = lookOf(of);
  return (
    <Sheet title={of.name} isOpen onClose={onClose} wide full={look !== null}>
      {look ? (
        <Shown of={of} look={look} />
      ) : (
        <div className="preview-none quiet">
          <KindIcon kind={of.kind} size={48} />
          <p>{t(of.state === "clean" ? "no_preview" : `states.${of.state}_words`)}</p>
          <p>{bytes(of.size)}</p>
        </div>
      )}
      {of.state !== "refused" && (
        <div className="sheet-actions">
          <Button look="primary" icon={<Icon of={Download} size={16} />} onPress={() => void download(of.id)}>
            {t("download")}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function Shown({ of, look }: { of: Document; look: Look }) {
  const link = useQuery({
    queryKey: ["files", "content", of.id, of.number],
    queryFn: ({ signal }) => {
      const params = { path: { document: of.id }, query: { inline: true } };
      return body(api.GET("/v1/documents/{document}/content", { params, signal }));
    },
    gcTime: 0, // it is good for five minutes
  });
  if (link.isPending) return <Skeleton card={false} />;
  if (link.isError) return <Trouble error={link.error} again={() => void link.refetch()} />;
  const { url } = link.data;
  if (look === "image") return <img className="preview-picture" src={url} alt={of.name} />;
  if (look === "pdf") return <iframe className="preview-page" src={url} title={of.name} />;
  // biome-ignore lint/a11y/useMediaCaption: what people send has none
  if (look === "video") return <video className="preview-picture" src={url} controls aria-label={of.name} />;
  // biome-ignore lint/a11y/useMediaCaption: what people send has none
  if (look === "audio") return <audio src={url} controls aria-label={of.name} />;
  return <Words of={of} url={url} />;
}

function Words({ of, url }: { of: Document; url: string }) {
  const text = useQuery({
    queryKey: ["files", "text", of.id, of.number],
    queryFn: async ({ signal }) => {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Problem(answer.status);
      return await answer.text();
    },
    gcTime: 0,
  });
  if (text.isPending) return <Skeleton card={false} />;
  if (text.isError) return <Trouble error={text.error} again={() => void text.refetch()} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard too
    <pre className="preview-text" dir="auto" tabIndex={0}>
      {text.data}
    </pre>
  );
}
