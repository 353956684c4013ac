import { useQueryClient } from "@tanstack/react-query";
import { InvalidPDFException, PasswordResponses, type PDFDocumentProxy } from "pdfjs-dist";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "~/core/problems";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Skeleton, Trouble } from "~/ui/states";
import type { Sources, Viewed } from "./item";
import { openPdf } from "./pdf-open";
import { Pages } from "./pdf-pages";
import { NotShown, useContent } from "./playing";

interface Props {
  item: Viewed;
  sources: Sources;
}

/** A PDF, page below page. */
export function Pdf({ item, sources }: Props) {
  const link = useContent(item, sources);
  const queries = useQueryClient();
  if (link.isPending) return <Skeleton card={false} />;
  if (link.isError) return <Trouble error={link.error} again={() => void link.refetch()} />;
  const anew = () => void queries.resetQueries({ queryKey: ["files", "content", item.id] });
  return <Opened key={link.data.url} item={item} url={link.data.url} again={anew} />;
}

interface Asked {
  isWrong: boolean;
  answer: (password: string) => void;
}

function Opened({ item, url, again }: { item: Viewed; url: string; again: () => void }) {
  const { t } = useTranslation("documents");
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    let isOver = false;
    const task = openPdf(url);
    task.onPassword = (answer: (password: string) => void, why: number) =>
      setAsked({ answer, isWrong: why === PasswordResponses.INCORRECT_PASSWORD });
    task.promise.then(
      (found) => isOver || setPdf(found),
      (failed: unknown) => isOver || setError(failed),
    );
    return () => {
      isOver = true;
      void task.destroy();
    };
  }, [url]);
  if (error instanceof InvalidPDFException) return <NotShown item={item} why={t("damaged")} />;
  if (error) return <Trouble error={new Problem(navigator.onLine ? 502 : 0)} again={again} />;
  if (asked && !pdf) return <Locked key={String(asked.isWrong)} asked={asked} />;
  return pdf ? <Pages of={pdf} onError={setError} /> : <Skeleton card={false} />;
}

/** Only who knows the password sees it; it goes nowhere from here. */
function Locked({ asked: { isWrong, answer } }: { asked: Asked }) {
  const { t } = useTranslation("documents");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer(password);
  };
  return (
    <form className="viewer-none stack" onSubmit={submit}>
      <p>{t("locked")}</p>
      <Field
        label={t("password")}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="off"
        autoFocus
        problem={isWrong ? t("wrong_password") : undefined}
      />
      <Button look="primary" type="submit" isDisabled={!password}>
        {t("unlock")}
      </Button>
    </form>
  );
}
