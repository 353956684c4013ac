import { type FormEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { fieldProblem, formProblem, useProblemWords } from "~/core/problem-words";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { FormProblem } from "~/ui/states";
import { toast } from "~/ui/toast";
import { ColoursPart } from "./colours-part";
import { edit, setEdits, useEdits } from "./editing";
import { type Branding, type Edits, FIELDS, shown } from "./edits";
import { refusedFor, standing, type Unfit } from "./legible";
import { PicturesPart } from "./pictures-part";
import { Previews } from "./previews";
import { usePreview, useSave } from "./queries";
import "./branding-form.css";

const LONGEST_WELCOME = 4000;

export function BrandingForm({ now }: { now: Branding }) {
  const { t } = useTranslation("tenants");
  const words = useProblemWords();
  const edits = useEdits();
  const next = shown(now, edits);
  const preview = usePreview(next);
  const save = useSave(now);
  const form = useRef<HTMLFormElement>(null);
  const refused = refusedFor(save.error);
  const problems = standing(preview.data, next);
  const palette = preview.data?.palette ?? now.palette;
  const change = (more: Edits) => {
    if (save.isError) save.reset();
    edit(now, more);
  };
  // What the preview shows is what one gets: in dark the colour may be one that only light could not have.
  const mend = ({ field, nearest }: Unfit) => {
    const keepsDark = field === "accent" && next.accent_dark === null && problems.length > 0;
    change({ [field]: nearest, ...(keepsDark && { accent_dark: palette.dark.accent }) });
  };
  const at = (field: string) => fieldProblem(save.error, field, words);
  const isBlank = next.name.trim() === "";

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [save.error]);

  // Their words take room: what has the focus stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when there are more or fewer
  useEffect(() => {
    if (form.current?.contains(document.activeElement))
      document.activeElement?.scrollIntoView({ block: "nearest" });
  }, [problems.length]);

  const send = (event: FormEvent) => {
    event.preventDefault();
    const unclear = form.current?.querySelector<HTMLElement>("[data-unclear]"); // typed, and no colour
    if (unclear) return unclear.focus();
    if (problems.length || isBlank || save.isPending) return;
    save.mutate(edits);
  };
  return (
    <form ref={form} className="branding" onSubmit={send} noValidate>
      <div className="branding-columns">
        <div className="branding-fields">
          <FormProblem>{formProblem(save.error, [...FIELDS], words)}</FormProblem>
          <Field
            label={t("name")}
            value={next.name}
            onChange={(name) => change({ name })}
            maxLength={80}
            problem={isBlank ? t("problems.missing", { ns: "core" }) : at("name")}
            isRequired
          />
          <PicturesPart now={now} next={next} palette={palette} change={change} at={at} />
          <ColoursPart
            next={next}
            palette={palette}
            problems={problems.length ? problems : refused ? [refused] : []}
            change={change}
            mend={mend}
          />
          <Field
            label={t("welcome")}
            hint={t("welcome_hint")}
            value={next.welcome ?? ""}
            onChange={(welcome) => change({ welcome: welcome || null })}
            rows={4}
            maxLength={LONGEST_WELCOME}
            problem={at("welcome")}
          />
        </div>
        <Previews next={next} preview={preview} isMended={problems.length > 0} />
      </div>
      <div className="branding-bar">
        <Button
          type="submit"
          look="primary"
          isPending={save.isPending}
          isDisabled={problems.length > 0 || isBlank}
        >
          {t("save", { ns: "core" })}
        </Button>
        <Discard edits={edits} />
        <p className="quiet" role="status">
          {problems.length > 0 ? t("mend_first") : Object.keys(edits).length > 0 && t("unsaved")}
        </p>
      </div>
    </form>
  );
}

function Discard({ edits }: { edits: Edits }) {
  const { t } = useTranslation("tenants");
  const discard = () => {
    setEdits({});
    toast(t("discarded"), { undo: () => setEdits(edits) });
  };
  return (
    <Button isDisabled={Object.keys(edits).length === 0} onPress={discard}>
      {t("discard")}
    </Button>
  );
}
